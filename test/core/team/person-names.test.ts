import { describe, expect, it } from "vitest";
import {
  familyNameFirst,
  joinedNames,
  namesFromAddress,
  namesFromDisplayName,
} from "../../../src/core/team/person-names.ts";

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
    ["Ana Silva", "Ana", "Silva", "Ana Silva"],
    ["Maria da Silva", "Maria", "da Silva", "Maria da Silva"],
    ["Ana Silva Pérez", "Ana", "Silva Pérez", "Ana Silva Pérez"],
    ["Ana", "Ana", "Ana", "Ana"],
    ["Silva, Ana", "Ana", "Silva", "Ana Silva"],
    ["van der Berg, Jan", "Jan", "van der Berg", "Jan van der Berg"],
    ["Silva, Ana, Vodafone", "Ana", "Silva", "Ana Silva"],
    ["Silva,", "Silva", "Silva", "Silva"],
    ["Haddad, Bilal (Contractor)", "Bilal", "Haddad", "Bilal Haddad"],
    ["Bilal Haddad [External]", "Bilal", "Haddad", "Bilal Haddad"],
    ["Bilal Haddad - Contractor", "Bilal", "Haddad", "Bilal Haddad"],
    ["Dr. Ana Silva", "Ana", "Silva", "Ana Silva"],
    ["Prof. Dr. med. Ana Silva", "Ana", "Silva", "Ana Silva"],
    ["Silva, Dr. Ana", "Ana", "Silva", "Ana Silva"],
    ["Dr", "Dr", "Dr", "Dr"],
    ["Ana Silva, PhD", "Ana", "Silva", "Ana Silva"],
    ["Martin Luther King Jr.", "Martin", "Luther King", "Martin Luther King"],
    ["Juan Carlos de la Cruz", "Juan Carlos", "de la Cruz", "Juan Carlos de la Cruz"],
    ["Ludwig van Beethoven", "Ludwig", "van Beethoven", "Ludwig van Beethoven"],
    ["John F. Kennedy", "John F.", "Kennedy", "John F. Kennedy"],
    ["SILVA Ana", "Ana", "SILVA", "SILVA Ana"],
    ["Ana SILVA", "Ana", "SILVA", "Ana SILVA"],
    ["Ana Maria DE SOUZA", "Ana Maria", "DE SOUZA", "Ana Maria DE SOUZA"],
    ["ANA SILVA", "ANA", "SILVA", "ANA SILVA"],
    ["Hon Lee", "Hon", "Lee", "Hon Lee"],
    ["田中 恵美", "恵美", "田中", "田中 恵美"],
    ["田中、恵美", "恵美", "田中", "田中 恵美"],
    ["タナカ エミ", "エミ", "タナカ", "タナカ エミ"],
    ["ジョン・スミス", "ジョン", "スミス", "ジョン・スミス"],
    ["田中えみ", "田中えみ", "田中えみ", "田中えみ"],
    ["王小明", "小明", "王", "王小明"],
    ["欧阳娜娜", "娜娜", "欧阳", "欧阳娜娜"],
    ["김민수", "민수", "김", "김민수"],
    ["남궁민수", "민수", "남궁", "남궁민수"],
  ])("%s is %s, %s, called %s", (text, givenName, familyName, displayName) => {
    expect(namesFromDisplayName(text)).toEqual({ givenName, familyName, displayName });
  });
});

describe("a name below a column that says family name first", () => {
  it.each([
    ["Silva, Ana", "Silva, Ana"],
    ["Silva Ana", "Silva, Ana"],
    ["da Silva Ana Maria", "da Silva, Ana Maria"],
    ["田中 恵美", "田中 恵美"],
    ["Silva", "Silva"],
  ])("%s is taken as %s", (text, taken) => {
    expect(familyNameFirst(text)).toBe(taken);
  });
});

describe("given and family name together", () => {
  it.each([
    ["Ana", "Silva", "Ana Silva"],
    ["恵美", "田中", "田中 恵美"],
    ["민수", "김", "김민수"],
    ["Emi", "田中", "Emi 田中"],
  ])("%s and %s are %s", (given, family, together) => {
    expect(joinedNames(given, family)).toBe(together);
  });
});
