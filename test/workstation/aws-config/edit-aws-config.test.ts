import { describe, expect, it } from "vitest";
import { ConfigRefused } from "../../../src/workstation/aws-config/config-refused.ts";
import { editAwsConfig } from "../../../src/workstation/aws-config/edit-aws-config.ts";
import { openConfig, outcomeOf } from "../../../src/workstation/aws-config/open-config.ts";
import { readLikeAwsCli } from "../../../src/workstation/aws-config/read-like-aws-cli.ts";
import { readLikeJsSdk } from "../../../src/workstation/aws-config/read-like-js-sdk.ts";
import type { SectionEdit } from "../../../src/workstation/aws-config/section-edit.ts";
import { growth } from "../../how-much.ts";
import { plainReading } from "./plain-reading.ts";

function profile(name: string, set: Record<string, string>, unset: readonly string[] = []): SectionEdit {
  return { section: { type: "profile", name }, set, unset };
}

function edited(text: string, ...edits: readonly SectionEdit[]): string {
  const after = editAwsConfig(openConfig(text), edits).text;
  expect(editAwsConfig(openConfig(after), edits).text).toBe(after);
  return after;
}

function refusal(text: string, ...edits: readonly SectionEdit[]): ConfigRefused {
  try {
    editAwsConfig(openConfig(text), edits);
  } catch (error) {
    if (error instanceof ConfigRefused) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

const foo = profile("foo", { region: "b" });

describe("a section that is there is edited in place", () => {
  it.each([
    ["[profile foo]"],
    ['[profile "foo"]'],
    ["[profile 'foo']"],
    ["[profile\tfoo]"],
    ["[profile foo] # c"],
    ["[profile foo]\t; c"],
    ["  [profile foo]"],
  ])("however its header is spelled: %j", (header) => {
    const text = `# top\n${header}\n  # mine\nregion = a\noutput = json\n\n[profile bar]\nregion = c\n`;
    expect(edited(text, foo)).toBe(text.replace("region = a", "region = b"));
  });

  it.each([
    ["region=a", "region=b"],
    ["region  =  a", "region  =  b"],
    ["region\t= a\t", "region\t= b\t"],
    ["  region = a", "  region = b"],
    ["region =", "region = b"],
    ["region=", "region=b"],
    ["region: a", "region = b"],
    ["REGION=a", "region = b"],
    ["region = a # work", "# work\nregion = b"],
    ["  region = a\t;work", "  ;work\n  region = b"],
    ["region = a#b", "region = b"],
    ["region = a\n\tmore\n# c\n\tand more", "region = b\n# c"],
    ['region = "a"', "region = b"],
    ["region = a=", "region = b"],
    ["region = b", "region = b"],
    ["region = b  ", "region = b  "],
  ])("with its own spacing: %j becomes %j", (before, after) => {
    expect(edited(`[profile foo]\n${before}\n`, foo)).toBe(`[profile foo]\n${after}\n`);
  });

  it("and new keys go below its last one, before the comments and blank lines that follow", () => {
    const text = "[profile foo]\noutput = json\n\n# about bar\n[profile bar]\n";
    expect(edited(text, foo)).toBe("[profile foo]\noutput = json\nregion = b\n\n# about bar\n[profile bar]\n");
  });

  it("and new keys are indented like the others", () => {
    expect(edited("[profile foo]\n  output = json\n", foo)).toBe("[profile foo]\n  output = json\n  region = b\n");
  });

  it("and new keys stay out of a nested block, also where all keys are indented", () => {
    const text = "[profile foo]\n  output = json\n  s3 =\n    max = 1\n";
    expect(edited(text, foo)).toBe("[profile foo]\n  region = b\n  output = json\n  s3 =\n    max = 1\n");
  });

  it("and a key in a nested block is not the key of the same name outside it", () => {
    const text = "[profile foo]\ns3 =\n  region = x\n  # c\n\n  max = 1\noutput = json\n";
    const after = edited(text, foo);
    expect(after).toBe(`${text}region = b\n`);
    expect(plainReading(readLikeAwsCli(after))?.profiles).toEqual({
      foo: { s3: { region: "x", max: "1" }, output: "json", region: "b" },
    });
    expect(plainReading(readLikeJsSdk(after))?.profiles).toEqual({
      foo: { "s3.region": "x", "s3.max": "1", output: "json", region: "b" },
    });
  });

  it("and an empty one above an indented header does not swallow it", () => {
    const text = "[profile foo]\n  [profile bar]\n  region = c\n";
    expect(edited(text, foo)).toBe("[profile foo]\n  region = b\n  [profile bar]\n  region = c\n");
  });

  it("and a comment with = in it is a comment", () => {
    const text = "[profile foo]\noutput = json\n# region = x\n";
    expect(edited(text, foo)).toBe("[profile foo]\noutput = json\nregion = b\n# region = x\n");
  });

  it("and keys are removed with the lines that continue them", () => {
    const text = "[profile foo]\nregion = b\nca_bundle = a\n  b\n# c\noutput = json\n";
    expect(edited(text, profile("foo", { region: "b" }, ["ca_bundle", "role_arn"]))).toBe(
      "[profile foo]\nregion = b\n# c\noutput = json\n",
    );
  });

  it("and [sso-session] and [services] likewise", () => {
    const text = '[sso-session "corp"]\nsso_region = a\n\n[services corp]\nx = y\n\n[profile corp]\nsso_region = z\n';
    const after = edited(
      text,
      { section: { type: "sso-session", name: "corp" }, set: { sso_region: "b" } },
      { section: { type: "services", name: "corp" }, set: { x: "w" } },
    );
    expect(after).toBe(text.replace("= a", "= b").replace("= y", "= w"));
  });
});

describe("a section that is missing is added at the end", () => {
  it.each([
    ["an empty file", "", "[profile foo]\nregion = b\n"],
    ["after a blank line", "[default]\noutput = json\n", "[default]\noutput = json\n\n[profile foo]\nregion = b\n"],
    [
      "with CRLF",
      "[default]\r\noutput = json\r\n",
      "[default]\r\noutput = json\r\n\r\n[profile foo]\r\nregion = b\r\n",
    ],
    ["like the last line", "[a]\nb = c\r\n", "[a]\nb = c\r\n\r\n[profile foo]\r\nregion = b\r\n"],
    ["with no newline at the end", "[a]\nb = c", "[a]\nb = c\n\n[profile foo]\nregion = b"],
    ["after a lone comment", "# mine", "# mine\n\n[profile foo]\nregion = b"],
  ])("%s", (_what, text, after) => {
    expect(edited(text, foo)).toBe(after);
  });

  it("as [default], the only spelling that all clients read", () => {
    expect(edited("", profile("default", { region: "b" }))).toBe("[default]\nregion = b\n");
  });

  it("as [profile default] stays, where the file has it", () => {
    expect(edited("[profile default]\noutput = json\n", profile("default", { region: "b" }))).toBe(
      "[profile default]\noutput = json\nregion = b\n",
    );
  });

  it("in the order of the edits, and each once", () => {
    const edits = [
      profile("x", { region: "a", output: "json" }),
      profile("y", { region: "a" }),
      profile("x", { region: "b" }),
    ];
    expect(edited("", ...edits)).toBe("[profile x]\nregion = b\noutput = json\n\n[profile y]\nregion = a\n");
  });

  it("but not for an edit that only takes away", () => {
    expect(edited("[a]\n", profile("foo", {}, ["region"]))).toBe("[a]\n");
  });
});

describe("a start URL with # in it", () => {
  it("is written as it is, and read as it is by both", () => {
    const url = "https://d-1234567890.awsapps.com/start#/";
    const after = edited("", { section: { type: "sso-session", name: "corp" }, set: { sso_start_url: url } });
    for (const reading of [readLikeAwsCli(after), readLikeJsSdk(after)]) {
      expect(plainReading(reading)?.ssoSessions).toEqual({ corp: { sso_start_url: url } });
    }
  });
});

describe("line ends", () => {
  it("are kept where they are mixed, and a line that comes in ends like the one above it", () => {
    const text = "[profile foo]\r\noutput = json\n# c\r\n[profile bar]\nregion = c\r\n";
    const after = edited(text, foo, profile("bar", { output: "text" }));
    expect(after).toBe(
      "[profile foo]\r\noutput = json\nregion = b\n# c\r\n[profile bar]\nregion = c\r\noutput = text\r\n",
    );
  });

  it("are not added where the last line has none", () => {
    expect(edited("[profile foo]\nregion = a", foo)).toBe("[profile foo]\nregion = b");
    expect(edited("[profile foo]\r\noutput = a", foo)).toBe("[profile foo]\r\noutput = a\r\nregion = b");
  });
});

describe("a file that the AWS CLI can't read is refused", () => {
  it.each([
    ["a second section", "[profile foo]\nregion = a\n[profile foo]\noutput = b\n", 3],
    ["a second key", "[profile foo]\nregion = a\nRegion = c\n", 3],
    ["a second section far from the edit", "[a]\n[a]\n", 2],
    ["junk", "[profile foo]\njunk\n", 2],
    ["a byte order mark", "\u{FEFF}[profile foo]\n", 1],
    ["text before the first header", "# c\nregion = a\n[profile foo]\n", 2],
    [
      "an indented header after a value, and its key again",
      "[profile foo]\nregion = a\n  [profile b]\nregion = b\n",
      4,
    ],
  ])("%s", (_what, text, line) => {
    const error = refusal(text, foo);
    expect(error).toMatchObject({ line, kind: "invalid-input" });
    expect(error.message).toContain(`Line ${line}: `);
    expect(error.remedy).not.toBe("");
  });
});

describe("a section on which clients disagree is refused", () => {
  it.each([
    ["two spellings of one", '[profile foo]\nregion = a\n[profile "foo"]\noutput = b\n', 3],
    ["two blanks", "[profile  foo]\nregion = a\n", 1],
    ["blanks inside the brackets", "\n[ profile foo ]\nregion = a\n", 2],
    ["another case", "[Profile foo]\nregion = a\n", 1],
    ["a comment close behind", "[profile foo]; c\nregion = a\n", 1],
    ["a comment with brackets behind", "[profile foo] # was [bar]\nregion = a\n", 1],
    ["an indented header after a value", "[a]\nb = c\n  [profile foo]\n", 3],
    ["a dot for a blank", "[profile.foo]\nregion = a\n", 1],
    ["an indented second key", "[profile foo]\nregion = a\n  output = b\n", 3],
    ["a nested block of that name", "[profile foo]\nregion =\n  a = b\n", 2],
    ["keys that leak", "[DEFAULT]\noutput = json\n[profile foo]\n", 1],
    ["a file that is empty to the JS SDK", "[profile foo]\n[profile __proto__]\n", 2],
    ["lone carriage returns", "[profile foo]\rregion = a\r", 1],
  ])("%s", (_what, text, line) => {
    const error = refusal(text, foo);
    expect(error).toMatchObject({ line });
    expect(error.remedy).not.toBe("");
  });

  it("but only when it is the one to edit", () => {
    const text = '[profile  a]\nb = c\n[profile x]\nb = c\n[profile "x"]\nb = d\n[ default ]\n[profile é]\nb = c # d\n';
    expect(edited(text, foo)).toBe(`${text}\n[profile foo]\nregion = b\n`);
  });

  it("and so is [default] beside [profile default], unless neither is touched", () => {
    const text = "[default]\nregion = a\n[profile default]\noutput = b\n";
    expect(refusal(text, profile("default", { region: "b" })).message).toContain("lines 1, 3");
    expect(edited(text, foo)).toBe(`${text}\n[profile foo]\nregion = b\n`);
  });

  it("and [ default ], to which others would append [default]", () => {
    expect(refusal("[ default ]\nregion = a\n", profile("default", { region: "b" })).line).toBe(1);
  });

  it.each(["[profile  foo]\nregion = a\n", "[profile foo]; c\n", "[ profile foo ]\n"])(
    "with a remedy that works: %j",
    (text) => {
      const { line = 0, remedy } = refusal(text, foo);
      const header = /\[[^\]]+\]/.exec(remedy)?.[0] ?? "";
      const repaired = text
        .split("\n")
        .with(line - 1, header)
        .join("\n");
      expect(edited(repaired, foo)).toContain("region = b");
    },
  );
});

describe("an edit that clients would not read alike is refused", () => {
  it.each([
    ["a line break", { region: "a\nrole_arn = b" }],
    ["a carriage return", { region: "a\rb" }],
    ["a terminal escape", { region: "a\u{1B}[2J" }],
    ["a direction override", { region: "a\u{202E}b" }],
    ["a comment sign after a blank", { region: "a #b" }],
    ["a leading comment sign", { region: ";b" }],
    ["an empty value", { region: "" }],
    ["blanks around it", { region: " a" }],
    ["a key with an upper-case letter", { Region: "a" }],
    ["a nested key", { "s3.region": "a" }],
    ["a key with a line break", { "a\nb": "a" }],
    ["a key that ends early", { "a = b": "a" }],
    ["an empty key", { "": "a" }],
  ])("%s", (_what, set) => {
    expect(refusal("[profile foo]\n", profile("foo", set)).remedy).not.toBe("");
  });

  it.each(["a b", 'a"b', "a]b", "a\nb", "é", "", "a.b", "a\\b", "__proto__", "-".repeat(200)])(
    "a new section named %j",
    (name) => {
      expect(refusal("", profile(name, { region: "a" })).remedy).not.toBe("");
    },
  );

  it("but a section that is there may have a name that we would not choose", () => {
    expect(edited("[profile acme.dev]\nregion = a\n", profile("acme.dev", { region: "b" }))).toBe(
      "[profile acme.dev]\nregion = b\n",
    );
  });
});

describe("what AWS CLI's own writer gets wrong", () => {
  it("a multi-line value is replaced as a whole", () => {
    expect(edited("[profile foo]\nregion = a\n   rest\noutput = c\n", foo)).toBe(
      "[profile foo]\nregion = b\noutput = c\n",
    );
  });

  it("a CRLF file stays one", () => {
    expect(edited("[profile foo]\r\nregion = a\r\n# c\r\n", foo)).toBe("[profile foo]\r\nregion = b\r\n# c\r\n");
  });

  it("a key written in capitals is found, and readable by all afterwards", () => {
    const after = edited("[profile foo]\nRegion = a\n", foo);
    for (const reading of [readLikeAwsCli(after), readLikeJsSdk(after)]) {
      expect(plainReading(reading)?.profiles).toEqual({ foo: { region: "b" } });
    }
  });
});

it("10,000 profiles are edited, and 10,000 more added, with work that grows as their number does", async () => {
  const block = (name: string) => `[profile ${name}]\nregion = a\n# c\ns3 =\n  max = 1\noutput = json\n`;
  const edit = (count: number) => {
    const numbers = Array.from({ length: count }, (_, number) => number);
    const text = numbers.map((number) => block(`p${number}`)).join("\n");
    const one = editAwsConfig(openConfig(text), [profile("p500", { region: "b" })]).text;
    expect(one).toBe(text.replace("[profile p500]\nregion = a", "[profile p500]\nregion = b"));
    const all = editAwsConfig(
      openConfig(text),
      numbers.flatMap((number) => [profile(`p${number}`, { region: "b" }), profile(`q${number}`, { region: "b" })]),
    );
    expect(all.text.match(/^region = b$/gm)).toHaveLength(2 * count);
  };
  expect(await growth(edit, 600)).toBeLessThan(10);
});

it("an edit that alters what it is not about has no outcome", () => {
  const config = openConfig("[profile other]\nregion = x\n");
  expect(outcomeOf(config, config.text.replace("x", "y"), new Set(["profile dev"]))).toBeUndefined();
  expect(outcomeOf(config, config.text.replace("x", "y"), new Set(["profile other"]))).toBeDefined();
});
