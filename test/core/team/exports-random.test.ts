import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { slice } from "../../how-much.ts";
import { bytes } from "./team-problems.ts";

const given = ["Ana", "Bilal", "Chloé", "恵美", "Jean-Luc", "Zoë"];
const family = ["Silva", "Haddad", "Martin", "田中", "O'Brien", "de la Cruz"];

/** Somebody in a directory: all that any of the columns below is made of. */
const somebody = fc.record({
  hasMail: fc.boolean(),
  hasUpn: fc.boolean(),
  isGone: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  given: fc.constantFrom(...given),
  family: fc.constantFrom(...family),
  noise: fc.constantFrom(
    "",
    "Web",
    "x@other.example",
    "Müller; Söhne",
    'say "so"',
    "a,b",
    "-",
    "Bot",
    "true",
    "2024-01-01",
  ),
});
type Somebody = typeof somebody extends fc.Arbitrary<infer One> ? One & { readonly index: number } : never;

const mail = ({ index }: Somebody) => `p${index}@example.com`;
const upn = ({ index }: Somebody) => `u${index}@corp.example.com`;

/** Columns under names of many systems and languages, and what stands in them. */
const MAIL = [
  "email",
  "E-Mail-Adresse",
  "Correo electrónico",
  "メールアドレス",
  "Email Address [Required]",
  "profile.email",
  "Work Email",
];
const UPN = ["userPrincipalName", "User name [userPrincipalName] Required", "saml_name_id"];
const GIVEN = ["First Name [Required]", "Vorname", "givenName", "Nombre", "名", "Prénom", "name.givenName"];
const FAMILY = ["Last Name [Required]", "Nachname", "surname", "Apellidos", "姓", "Cognome", "name.familyName"];
const WHOLE = ["displayName", "Full Name", "Anzeigename"];
const STANDING: readonly (readonly [string, string, string])[] = [
  ["accountEnabled", "True", "False"],
  ["suspended", "FALSE", "TRUE"],
  ["Status", "Aktiv", "Gesperrt"],
  ["状态", "在职", "离职"],
  ["Block sign in (Yes/No) [accountEnabled] Required", "No", "Yes"],
  ["userAccountControl", "512", "514"],
];
const OTHER = [
  "id",
  "Department",
  "jobTitle",
  "Manager",
  "Manager Email",
  "Recovery Email",
  "login",
  "Employee #",
  "Phone",
  "Last Sign In [READ ONLY]",
  "Notes",
  "国",
];
const PASSWORD = ["Password [Required]", "Initial password [passwordProfile] Required", "Kennwort", "パスワード"];
const SECRET = "Xy12345!";

const table = fc
  .record({
    people: fc.array(somebody, { minLength: 1, maxLength: 8 }),
    mail: fc.constantFrom(...MAIL),
    upn: fc.option(fc.constantFrom(...UPN), { nil: undefined }),
    given: fc.constantFrom(...GIVEN),
    family: fc.constantFrom(...FAMILY),
    whole: fc.option(fc.constantFrom(...WHOLE), { nil: undefined }),
    standing: fc.option(fc.constantFrom(...STANDING), { nil: undefined }),
    others: fc.subarray(OTHER, { minLength: 1 }),
    password: fc.option(fc.constantFrom(...PASSWORD), { nil: undefined }),
    separator: fc.constantFrom(",", ";", "\t", "|"),
    above: fc.constantFrom("", "version:v1.0\n", "#TYPE X\n", "Table 1\n\n"),
    repeats: fc.boolean(),
  })
  .chain((one) => fc.record({ one: fc.constant(one), order: fc.array(fc.nat(), { minLength: 25, maxLength: 25 }) }));

const quote = (text: string) => (/[",;\t|\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe("any table of people", () => {
  it("gives nobody another's address or name, nobody who is gone, and loses no row without a word", () => {
    fc.assert(
      fc.property(table, ({ one, order }) => {
        const people = one.people.map((person, index) => ({ ...person, index }));
        const columns: readonly (readonly [string, (person: Somebody) => string])[] = [
          [one.mail, (person) => (person.hasMail ? mail(person) : "")],
          ...(one.upn === undefined
            ? []
            : [[one.upn, (person: Somebody) => (person.hasUpn ? upn(person) : "")] as const]),
          [one.given, (person) => person.given],
          [one.family, (person) => person.family],
          ...(one.whole === undefined
            ? []
            : [[one.whole, (person: Somebody) => `${person.given} ${person.family}`] as const]),
          ...(one.standing === undefined
            ? []
            : [[one.standing[0], (person: Somebody) => one.standing?.[person.isGone ? 2 : 1] ?? ""] as const]),
          ...one.others.map((name) => [name, (person: Somebody) => person.noise] as const),
          ...(one.password === undefined ? [] : [[one.password, () => SECRET] as const]),
        ];
        const shuffled = columns.map((column, at) => ({ column, key: order[at] ?? 0 })).sort((a, b) => a.key - b.key);
        const rows = one.repeats ? [...people, ...people.slice(0, 1)] : people;
        const lines = [
          shuffled.map(({ column: [name] }) => quote(name)).join(one.separator),
          ...rows.map((person) => shuffled.map(({ column: [, cell] }) => quote(cell(person))).join(one.separator)),
        ];
        const first = one.above.split("\n").length + 1;
        const reading = readTeam(bytes(one.above + lines.join("\n")), { kind: "file", file: "team.csv" });
        const { team, remarks, problems } = reading;

        const kept = people.filter(
          (person) =>
            (person.hasMail || (one.upn !== undefined && person.hasUpn)) &&
            !(one.standing !== undefined && person.isGone),
        );
        expect(
          team.members.map(({ email, givenName, familyName, username }) => [email, givenName, familyName, username]),
        ).toEqual(
          kept.map((person) => {
            const email = person.hasMail ? mail(person) : upn(person);
            return [email, person.given, person.family, email];
          }),
        );
        const told = [...remarks, ...problems.map(({ message, place }) => `${message} ${place.line}`)].join(" ");
        const lost = rows.flatMap((person, at) => (kept.includes(person) && at < people.length ? [] : [first + at]));
        for (const line of lost)
          expect(kept.length === 0 ? "all" : told).toMatch(kept.length === 0 ? "all" : new RegExp(`\\b${line}\\b`));
        expect(kept.length === 0 ? [] : problems).toEqual([]);
        expect(JSON.stringify(reading)).not.toContain(SECRET);
      }),
      { numRuns: slice(1000) },
    );
  });
});
