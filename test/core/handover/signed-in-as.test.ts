import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maySessionBeOf } from "../../../src/core/aws/session-name.ts";
import { signedInAs } from "../../../src/core/handover/signed-in-as.ts";
import { slice } from "../../how-much.ts";

const arn = (session: string, role = "AWSReservedSSO_amplify-policy_0123456789abcdef") =>
  `arn:aws:sts::210987654321:assumed-role/${role}/${session}`;
const somebody = (username: string, email = `${username.length}@example.com`) => ({ username, email });
const ana = somebody("ana@example.com", "ana@example.com");
const bo = somebody("bo@example.com", "bo@example.com");

const asked = (session: string, person = ana, people = [ana, bo]) => signedInAs(arn(session), { person, people });
const LONG = `${"very.".repeat(14)}long.name@example.com`;

describe("whoever signed in", () => {
  it.each([
    ["under the very name", ana, "ana@example.com"],
    ["in another case", ana, "Ana@Example.COM"],
    ["under a name that is no address", somebody("asilva", "ana@example.com"), "asilva"],
    [
      "under the address, where the directory's name has changed since",
      somebody("asilva", "ana@example.com"),
      "ana@example.com",
    ],
    ["under the 64 first letters of a long name", somebody(LONG), LONG.slice(0, 64)],
    [
      "with other characters in the place of those that AWS does not take",
      somebody("zoë!müller@acme"),
      "zo_-m_ller@acme",
    ],
    ["with nothing in their place", somebody("zoë!müller@acme"), "zomller@acme"],
  ])("is the chosen person %s", (_, person, session) => {
    expect(asked(session, person)).toEqual({ kind: "chosen", userName: session });
  });

  it("is somebody else, whom the handover may know", () => {
    expect(asked("BO@example.com")).toEqual({ kind: "other", userName: "BO@example.com", email: "bo@example.com" });
    expect(asked("cy@example.com")).toEqual({ kind: "other", userName: "cy@example.com" });
    expect(asked("ana@example.co")).toMatchObject({ kind: "other" });
    expect(asked("bo@example.com", somebody("zoë"))).toMatchObject({ kind: "other", email: "bo@example.com" });
    expect(asked("ana", somebody("ana.silva"))).toMatchObject({ kind: "other" });
  });

  it.each([
    ["AWS may have made something else of the name", "0f1e2d3c", somebody("佐藤"), [ana]],
    [
      "the name is too long to be told apart",
      LONG.slice(0, 64),
      somebody(`${LONG}.a`),
      [somebody(`${LONG}.b`, "b@b.b")],
    ],
    ["two names become the same", "zo_", somebody("zoë"), [somebody("zoé", "other@example.com")]],
  ])("stays unknown where %s", (_, session, person, people) => {
    expect(asked(session, person, [person, ...people])).toEqual({ kind: "unknown", userName: session });
  });

  it("stays unknown where nobody says, nobody was chosen, or no permission set let them in", () => {
    expect(signedInAs(undefined, { person: ana, people: [] })).toEqual({ kind: "unknown" });
    expect(asked("ana@example.com", somebody("", ""))).toEqual({ kind: "unknown" });
    for (const role of ["OrganizationAccountAccessRole", "AWSReservedSSO_x"]) {
      expect(signedInAs(arn("bo@example.com", role), { person: ana, people: [ana, bo] })).toEqual({ kind: "unknown" });
    }
    expect(signedInAs("arn:aws:iam::210987654321:user/bo@example.com", { person: ana, people: [] }).kind).toBe(
      "unknown",
    );
  });

  it("is never taken for somebody else where AWS cut the name or replaced characters in it", () => {
    const replacement = fc.constantFrom("", "_", "-", "x", "..");
    const userName = fc.string({ unit: "grapheme", minLength: 1, maxLength: 128 }).filter((text) => !/\s/.test(text));
    fc.assert(
      fc.property(userName, replacement, (name, instead) => {
        const session = [...name]
          .map((one) => (/[\w+=,.@-]/.test(one) ? one : instead))
          .join("")
          .slice(0, 64);
        expect(maySessionBeOf(name, session)).toBe(true);
      }),
      { numRuns: slice(2_000) },
    );
  });
});
