import { describe, expect, it } from "vitest";
import { namesFromAddress, namesFromDisplayName } from "../../../src/core/team/person-names.ts";

describe("names from an address", () => {
  it.each([
    ["ana.silva@example.com", "Ana", "Silva", "Ana Silva"],
    ["ana_silva@example.com", "Ana", "Silva", "Ana Silva"],
    ["ana-silva@example.com", "Ana", "Silva", "Ana Silva"],
    ["ana.silva+test@example.com", "Ana", "Silva", "Ana Silva"],
    ["ana+test@example.com", "Ana", "Ana", "Ana"],
    ["ana@example.com", "Ana", "Ana", "Ana"],
    ["ana.silva2@example.com", "Ana", "Silva", "Ana Silva"],
    ["maria.da.silva@example.com", "Maria", "Da Silva", "Maria Da Silva"],
    ["jean-luc.picard@example.com", "Jean-Luc", "Picard", "Jean-Luc Picard"],
    ["s.o'brien@example.com", "S", "O'Brien", "S O'Brien"],
    ["1234@example.com", "1234", "1234", "1234"],
    ["_@example.com", "_", "_", "_"],
  ])("%s is %s, %s", (email, givenName, familyName, displayName) => {
    expect(namesFromAddress(email)).toEqual({ givenName, familyName, displayName });
  });
});

describe("names from a full name", () => {
  it.each([
    ["Ana Silva", "Ana", "Silva"],
    ["Maria da Silva", "Maria", "da Silva"],
    ["Ana", "Ana", "Ana"],
  ])("%s is %s, %s", (displayName, givenName, familyName) => {
    expect(namesFromDisplayName(displayName)).toEqual({ givenName, familyName, displayName });
  });
});
