import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "../../../src/simulator/world/table.ts";

interface Person {
  readonly team: string;
  readonly addresses: readonly string[];
}

const people = () => new Table<Person, "team" | "address">({ team: ({ team }) => [team], address: (p) => p.addresses });

const person = fc.record({
  team: fc.constantFrom("red", "blue"),
  addresses: fc.uniqueArray(fc.constantFrom("a", "b", "c")),
});
const id = fc.constantFrom("1", "2", "3", "4", "5");
const step = fc.oneof(
  fc.record({ do: fc.constant("set" as const), id, person }),
  fc.record({ do: fc.constant("delete" as const), id }),
  fc.record({ do: fc.constant("look" as const) }),
);

function idsOf(table: Table<Person, "team" | "address">, wanted: (person: Person) => boolean): string[] {
  return [...table].filter(([, one]) => wanted(one)).map(([key]) => key);
}

function checkIndexes(table: Table<Person, "team" | "address">): void {
  for (const team of ["red", "blue"]) {
    expect([...table.idsBy("team", team)].sort()).toEqual(idsOf(table, (one) => one.team === team).sort());
  }
  for (const address of ["a", "b", "c"]) {
    expect([...table.idsBy("address", address)].sort()).toEqual(
      idsOf(table, ({ addresses }) => addresses.includes(address)).sort(),
    );
  }
}

describe("a table", () => {
  it("finds by its keys what looking at every record finds, whatever was set and deleted before", () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const table = people();
        for (const one of steps) {
          if (one.do === "set") table.set(one.id, one.person);
          else if (one.do === "delete") table.delete(one.id);
          else checkIndexes(table);
        }
        checkIndexes(table);
      }),
    );
  });

  it("keeps records with the same key in their order, also when one is replaced", () => {
    const table = people();
    for (const name of ["ada", "bob", "cyd"]) table.set(name, { team: "red", addresses: [] });
    expect(table.idsBy("team", "red")).toEqual(["ada", "bob", "cyd"]);
    table.set("ada", { team: "red", addresses: ["a"] });
    expect(table.by("team", "red")).toEqual(["ada", "bob", "cyd"].map((name) => table.get(name)));
  });

  it("leaves its copy alone", () => {
    const table = people();
    table.set("ada", { team: "red", addresses: [] });
    const copy = table.copy();
    table.delete("ada");
    expect(copy.idsBy("team", "red")).toEqual(["ada"]);
    table.clear();
    expect(table.idsBy("team", "red")).toEqual([]);
  });
});
