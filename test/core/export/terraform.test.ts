import { readFile } from "node:fs/promises";
import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { renderHcl } from "../../../src/core/export/hcl.ts";
import type { Inventory } from "../../../src/core/export/inventory.ts";
import { terraformFiles } from "../../../src/core/export/terraform.ts";
import { isFull, slice } from "../../how-much.ts";
import { randomInventory } from "./random-inventory.ts";
import { sampleInventory } from "./sample-inventory.ts";

/** What the provider takes, by its published types. */
interface Argument {
  readonly required: boolean;
  readonly block?: Readonly<Record<string, Argument>>;
}
type Types = Readonly<Record<string, Readonly<Record<string, Argument>>>>;
type Body = Readonly<Record<string, unknown>>;
interface Parsed {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, readonly Body[]>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, readonly Body[]>>>>;
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly locals?: readonly Body[];
}

/** Arguments of every resource: Terraform's own. */
const META = ["depends_on"];

let provider: { readonly resource: Types; readonly data: Types };

beforeAll(async () => {
  provider = JSON.parse(await readFile("test/core/export/terraform-provider.json", "utf8"));
});

/** All files as one document, as Terraform reads a folder. */
async function parsed(inventory: Inventory): Promise<Parsed> {
  const text = terraformFiles(inventory)
    .map((file) => file.text)
    .join("\n");
  return (await parse("export.tf", text)) as Parsed;
}

/** Each resource or data source: its type, its label and its body. */
function each(all: Parsed["resource"] = {}): readonly (readonly [type: string, label: string, body: Body])[] {
  return Object.entries(all).flatMap(([type, labelled]) =>
    Object.entries(labelled).map(([label, [body = {}, ...others]]) => {
      if (others.length > 0) throw new Error(`${type}.${label} is there twice`);
      return [type, label, body] as const;
    }),
  );
}

/** What the provider would refuse of a body. */
function faultsOf(body: Body, known: Readonly<Record<string, Argument>> | undefined, where: string): readonly string[] {
  if (known === undefined) return [`${where} is no type`];
  const unknown = Object.entries(body).flatMap(([name, value]) => {
    if (META.includes(name)) return [];
    const argument = known[name];
    if (argument === undefined) return [`${where} has no ${name}`];
    if (argument.block === undefined) return [];
    return (value as readonly Body[]).flatMap((nested) => faultsOf(nested, argument.block, `${where}.${name}`));
  });
  const missing = Object.entries(known).filter(([name, { required }]) => required && !(name in body));
  return [...unknown, ...missing.map(([name]) => `${where} needs ${name}`)];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs (Import) */
const SET = "arn:aws:sso:::permissionSet/[\\w/-]+";
const INSTANCE = "arn:aws:sso:::instance/[\\w-]+";
const IMPORT_IDS: Readonly<Record<string, RegExp>> = {
  aws_identitystore_user: /^d-\w{10}\/[\w-]+$/,
  aws_identitystore_group: /^d-\w{10}\/[\w-]+$/,
  aws_identitystore_group_membership: /^d-\w{10}\/[\w-]+$/,
  aws_ssoadmin_permission_set: new RegExp(`^${SET},${INSTANCE}$`),
  aws_ssoadmin_managed_policy_attachment: new RegExp(`^arn:aws:iam::aws:policy/[\\w/-]+,${SET},${INSTANCE}$`),
  aws_ssoadmin_customer_managed_policy_attachment: new RegExp(`^[\\w+=,.@-]+,/[^,]*,${SET},${INSTANCE}$`),
  aws_ssoadmin_permission_set_inline_policy: new RegExp(`^${SET},${INSTANCE}$`),
  aws_ssoadmin_permissions_boundary_attachment: new RegExp(`^${SET},${INSTANCE}$`),
  aws_ssoadmin_account_assignment: new RegExp(`^[\\w-]+,(?:USER|GROUP),\\d{12},AWS_ACCOUNT,${SET},${INSTANCE}$`),
};

async function expectSound(inventory: Inventory): Promise<Parsed> {
  const document = await parsed(inventory);
  const resources = each(document.resource);
  const faults = [
    ...resources.flatMap(([type, label, body]) => faultsOf(body, provider.resource[type], `${type}.${label}`)),
    ...each(document.data).flatMap(([type, label, body]) =>
      faultsOf(body, provider.data[type], `data.${type}.${label}`),
    ),
  ];
  expect(faults).toEqual([]);
  const imports = (document.import ?? []).map(({ to, id }) => [to.replace(/^\$\{(.*)\}$/, "$1"), id] as const);
  expect(imports.map(([to]) => to).sort()).toEqual(resources.map(([type, label]) => `${type}.${label}`).sort());
  const malformed = imports.filter(([to, id]) => !IMPORT_IDS[to.split(".")[0] ?? ""]?.test(id));
  expect(malformed).toEqual([]);
  expectReferences(document);
  return document;
}

/** Everything that is referred to is there. */
function expectReferences(document: Parsed): void {
  const there = new Set([
    ...each(document.resource).map(([type, label]) => `${type}.${label}`),
    ...each(document.data).map(([type, label]) => `data.${type}.${label}`),
    ...(document.locals ?? []).flatMap((body) => Object.keys(body).map((name) => `local.${name}`)),
  ]);
  const found = JSON.stringify({ ...document, locals: [] }).matchAll(
    /(?<!\$)\$\{((?:data\.|local\.)?[a-z_0-9]+(?:\.[a-z_0-9]+)*)\}/g,
  );
  const named = [...new Set([...found].map(([, path = ""]) => path))].map((path) => {
    const parts = path.split(".");
    return path.startsWith("local.") ? path : parts.slice(0, path.startsWith("data.") ? 3 : 2).join(".");
  });
  expect(named.filter((name) => !there.has(name))).toEqual([]);
}

describe("terraform files", () => {
  it("have arguments that the provider knows, an import of the documented form each, and references that lead somewhere", async () => {
    await expectSound(sampleInventory);
  });

  it("say every name as it is, whatever a language would read into it", async () => {
    const { resource } = await parsed(sampleInventory);
    const [user] = resource?.aws_identitystore_user?.ana ?? [];
    // The parser gives templates back as they are written.
    expect(user?.display_name).toBe('Ana "A" $${Silva} %%{x}\n\u202e');
    expect(user?.title).toBe("Größe\\");
    const [set] = resource?.aws_ssoadmin_permission_set?.amplify_policy ?? [];
    expect(set?.description).toBe('Says "$${hello}"');
    expect(set?.tags).toEqual({ "amplify-onboard": "true", "cost center": "$${x}" });
    const [inline] = resource?.aws_ssoadmin_permission_set_inline_policy?.amplify_policy ?? [];
    const policy = JSON.parse(String(inline?.inline_policy).replaceAll("$${", "${").replaceAll("%%{", "%{"));
    expect(policy).toEqual(JSON.parse(sampleInventory.permissionSets[0]?.content?.inlinePolicy ?? ""));
  });

  it("look up what another directory owns, and name by its ARN what could not be read", async () => {
    const { data, resource } = await parsed(sampleInventory);
    expect(Object.keys(data?.aws_identitystore_group ?? {})).toEqual(["okta_engineers"]);
    expect(Object.keys(data?.aws_identitystore_user ?? {})).toHaveLength(1);
    const assignments = Object.values(resource?.aws_ssoadmin_account_assignment ?? {}).flat();
    const arns = assignments.map(({ permission_set_arn }) => permission_set_arn);
    expect(arns).toContain(sampleInventory.permissionSets[2]?.arn);
    expect(Object.keys(resource?.aws_ssoadmin_permission_set ?? {})).toEqual(["amplify_policy", "audit"]);
  });

  it("make assignments before what is attached to their permission set, so that both can be destroyed", async () => {
    const { resource } = await parsed(sampleInventory);
    const [inline] = resource?.aws_ssoadmin_permission_set_inline_policy?.amplify_policy ?? [];
    expect(inline?.depends_on).toEqual([
      "${aws_ssoadmin_account_assignment.ana_r_d_labs_amplify_policy}",
      "${aws_ssoadmin_account_assignment.ana_2_r_d_labs_2_amplify_policy}",
      "${aws_ssoadmin_account_assignment.n_1st_team_r_d_labs_2_amplify_policy}",
    ]);
  });

  it("tell at their head what is not in them, without anything that a terminal obeys", () => {
    const [main] = terraformFiles(sampleInventory);
    expect(main?.text).toContain("# - 1 assignment of a deleted user: u-9<U+001B>[31m.");
  });

  it("are sound for every organization, with each assignment once", async () => {
    await fc.assert(
      fc.asyncProperty(randomInventory, async (inventory) => {
        const document = await expectSound(inventory);
        const ids = (document.import ?? []).flatMap(({ to, id }) => (/account_assignment/.test(to) ? [id] : []));
        const wanted = inventory.assignments.map(
          (one) =>
            `${one.principalId},${one.principalType},${one.accountId},AWS_ACCOUNT,${one.permissionSetArn},${inventory.instance.instanceArn}`,
        );
        expect(ids.sort()).toEqual(wanted.sort());
      }),
      { numRuns: slice(300) },
    );
  });

  it("hold thousands of assignments", async () => {
    const many = isFull ? 3_000 : 600;
    const assignments = Array.from({ length: many }, (_, at) => ({
      accountId: String(200_000_000_000 + (at % 300)),
      permissionSetArn: sampleInventory.permissionSets[0]?.arn ?? "",
      principalType: "USER" as const,
      principalId: `u-${Math.floor(at / 300) + 10}`,
    }));
    const accounts = Array.from({ length: 300 }, (_, at) => ({
      id: String(200_000_000_000 + at),
      name: `Account ${at}`,
    }));
    const document = await expectSound({ ...sampleInventory, accounts, assignments });
    expect(each(document.resource).filter(([type]) => type === "aws_ssoadmin_account_assignment")).toHaveLength(many);
  });

  it("give any text back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 40 }), async (text) => {
        const escaped = text.replace(/[$%](?=\{)/g, "$&$&");
        const document = await parse("any.tf", renderHcl([{ type: "locals", arguments: { text } }]));
        // Terraform puts texts into Unicode's normal form C.
        expect((document as Parsed).locals?.[0]?.text).toBe(escaped.normalize("NFC"));
      }),
      { numRuns: 50, examples: [["${a}"], ["$${a}"], ["%{if}"], ['"\\'], ["\u2028\ud83d\ude00"], ["$"], ["$$"]] },
    );
  });
});
