import { freeName } from "../text/free-name.ts";

/** Gives each thing a name that code can use, told from all others of its kind. */
export type Labels = ReadonlyMap<string, string>;

/** A thing that is labelled by its name. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** Labels like `ana_silva`, by id: what both Terraform and people can read. */
export function snakeLabels(all: readonly Named[]): Labels {
  return labels(all, (name) => words(name).join("_").toLowerCase(), "_");
}

/** Labels like `AnaSilva`, by id: letters and digits, as CloudFormation wants them. */
export function pascalLabels(all: readonly Named[]): Labels {
  return labels(all, (name) => words(name).map(capitalized).join(""), "");
}

/** CloudFormation takes 255 characters, of which the kind's prefix and a number need some. */
const LONGEST = 100;

function labels(all: readonly Named[], plain: (name: string) => string, joint: string): Labels {
  const taken = new Set<string>();
  const made = all.map(({ id, name }): [string, string] => {
    const start = plain(name).slice(0, LONGEST) || plain(id).slice(0, LONGEST) || "one";
    const base = /^\d/.test(start) ? `n${joint}${start}` : start;
    // Terraform's labels differ by case, people's reading does not.
    const label = freeName(
      base,
      { has: (one) => taken.has(one.toLowerCase()) },
      (number) => `${base}${joint || "N"}${number}`,
    );
    taken.add(label.toLowerCase());
    return [id, label];
  });
  return new Map(made);
}

/** The words of a name in letters and digits of ASCII; of names in other scripts nothing is left. */
function words(name: string): readonly string[] {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ł/gi, "l")
    .replace(/ß/g, "ss")
    .replace(/ø/gi, "o");
  return plain
    .replace(/[^a-zA-Z0-9]+/g, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "");
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
