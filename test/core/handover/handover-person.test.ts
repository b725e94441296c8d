import { describe, expect, it } from "vitest";
import { pickPerson } from "../../../src/core/handover/handover-person.ts";
import { soundHandover } from "./hostile-handovers.ts";

const people = ["ana@example.com", "Bo.Chen@example.com"].map((email) => ({ email, username: email, access: [] }));
const [ana, bo] = people;
const handover = { ...soundHandover, people };
const onlyAna = { ...handover, people: people.slice(0, 1) };

describe("the person in front of the machine", () => {
  it("is who --email says, in any case of letters", () => {
    const pick = pickPerson(handover, { email: " bo.chen@EXAMPLE.com", gitEmail: "ana@example.com" });
    expect(pick).toEqual({ kind: "found", person: bo, by: "email" });
  });

  it("is never somebody whose address is only close to --email", () => {
    expect(pickPerson(handover, { email: "anna@example.com", gitEmail: "ana@example.com" })).toEqual({
      kind: "not-in-it",
      fault: {
        message: '"anna@example.com" is not in the handover. Did you mean "ana@example.com"?',
        remedy: "Give --email as your admin's team file has it.",
      },
    });
  });

  it("is not guessed from an address far from all, and nobody's address is given away", () => {
    const pick = pickPerson(handover, { email: "x@y.example\u001b[2J" });
    expect(pick).toMatchObject({ fault: { message: '"x@y.example<U+001B>[2J" is not in the handover.' } });
  });

  it("is who writes the commits, when nothing else was said", () => {
    expect(pickPerson(handover, { gitEmail: "ANA@example.com" })).toEqual({ kind: "found", person: ana, by: "git" });
  });

  it.each([undefined, "1234+ana@users.noreply.example.com"])("is asked for when git says %s", (gitEmail) => {
    expect(pickPerson(handover, { gitEmail })).toEqual({ kind: "ask", people });
  });

  it("is the only one there is, even if git knows another address", () => {
    const pick = pickPerson(onlyAna, { gitEmail: "a@home.example" });
    expect(pick).toEqual({ kind: "found", person: ana, by: "only-one" });
  });

  it("is not the only one there is when --email says otherwise", () => {
    expect(pickPerson(onlyAna, { email: "zoe@other.example" }).kind).toBe("not-in-it");
  });

  it("cannot be found where there is nobody", () => {
    expect(pickPerson({ ...handover, people: [] }, {})).toMatchObject({ kind: "not-in-it" });
  });
});
