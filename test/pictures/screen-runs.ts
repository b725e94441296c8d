/** How a run of characters looks: the number of its colour, 0 to 15, or that of the terminal. */
export interface Look {
  readonly color?: number | undefined;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly underlined?: boolean;
  readonly reversed?: boolean;
}

/** Characters side by side that look the same. */
export interface Run {
  readonly text: string;
  readonly look: Look;
}

/** How a terminal is told of looks: `ESC [ 1 ; 32 m` */
export const LOOK = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`);

const PLAIN: Look = {};

/** What each number of an escape sequence does to the look; others, such as backgrounds, are not drawn. */
const CODES: Readonly<Record<number, Look>> = {
  1: { bold: true },
  2: { dim: true },
  4: { underlined: true },
  7: { reversed: true },
  22: { bold: false, dim: false },
  24: { underlined: false },
  27: { reversed: false },
  39: { color: undefined },
};

/**
 * A screen, as `tmux capture-pane -e` prints it, as rows of runs without blanks at their ends. Of escape sequences there are only
 * those of "select graphic rendition": https://ecma-international.org/publications-and-standards/standards/ecma-48/
 */
export function screenRows(screen: string): readonly (readonly Run[])[] {
  let look = PLAIN;
  return screen.split("\n").map((line) => {
    const runs: Run[] = [];
    // Alternately text, and the numbers of a sequence.
    for (const [index, part] of line.split(LOOK).entries()) {
      if (index % 2 === 1) look = lookAfter(look, part);
      else if (part !== "") runs.push({ text: part, look });
    }
    return withoutEnd(joined(runs));
  });
}

function lookAfter(before: Look, numbers: string): Look {
  return numbers.split(";").map(Number).reduce(withCode, before);
}

function withCode(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code >= 30 && code <= 37) return { ...look, color: code - 30 };
  if (code >= 90 && code <= 97) return { ...look, color: code - 82 };
  return { ...look, ...CODES[code] };
}

/** Runs that differ in nothing that is drawn are one: terminals say the same in many ways. */
function joined(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = [];
  for (const { text, look } of runs) {
    const last = result.at(-1);
    if (last !== undefined && sameLook(last.look, look)) result[result.length - 1] = { text: last.text + text, look };
    else result.push({ text, look });
  }
  return result;
}

function sameLook(one: Look, other: Look): boolean {
  const same = (key: keyof Look) => (one[key] ?? false) === (other[key] ?? false);
  return (["color", "bold", "dim", "underlined", "reversed"] as const).every(same);
}

function withoutEnd(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1);
  if (last === undefined || last.look.reversed) return runs;
  const text = last.text.trimEnd();
  if (text === last.text) return runs;
  return text === "" ? withoutEnd(runs.slice(0, -1)) : [...runs.slice(0, -1), { ...last, text }];
}
