/** A text in words, spaces and single other characters; joined, they are the text again. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

/** A piece as pieces are compared: whatever its case and however its letters are composed. */
export function foldedPiece(piece: string): string {
  return /^\s/.test(piece) ? " " : piece.toUpperCase().toLowerCase().normalize("NFC");
}

/** Many names by their pieces, so that a text is read once, however many there are. */
export interface NameTree<Found> {
  readonly add: (name: string, found: Found) => void;
  /** What the whole of a text is, if it is a name. */
  readonly exactly: (text: string) => Found | undefined;
  /** The names that begin at this piece, the longest first, each with the piece after it. The pieces are folded. */
  readonly startingAt: (pieces: readonly string[], start: number) => readonly (readonly [end: number, found: Found])[];
  /** Of a name that begins here and is cut off with `…`: what it may be, with the piece after the `…`. */
  readonly cutAt: (pieces: readonly string[], start: number) => readonly [end: number, found: Found] | undefined;
}

interface Branch<Found> {
  /** Absent at the end of a name that no longer one begins with. */
  next?: Map<string, Branch<Found>>;
  found?: Found;
}

/** Fewer characters before a `…` are no one's name. */
const SHORTEST_CUT = 8;

/** An empty tree. What is added first under a name stays. */
export function nameTree<Found>(): NameTree<Found> {
  const root: Branch<Found> = {};
  return {
    add: (name, found) => {
      let branch = root;
      for (const piece of piecesOf(name)) {
        branch.next ??= new Map();
        const next: Branch<Found> = branch.next.get(foldedPiece(piece)) ?? {};
        branch.next.set(foldedPiece(piece), next);
        branch = next;
      }
      if (branch !== root) branch.found ??= found;
    },
    exactly: (text) => branchAt(piecesOf(text).map(foldedPiece))?.found,
    startingAt: (pieces, start) => {
      const found: (readonly [number, Found])[] = [];
      let branch: Branch<Found> | undefined = root;
      for (let end = start; branch !== undefined && end < pieces.length; ) {
        branch = branch.next?.get(pieces[end] ?? "");
        end += 1;
        if (branch?.found !== undefined) found.unshift([end, branch.found]);
      }
      return found;
    },
    cutAt: (pieces, start) => {
      let branch = root;
      for (let end = start; ; end += 1) {
        const piece = pieces[end];
        if (piece === undefined) return undefined;
        const next = branch.next?.get(piece);
        if (next === undefined || pieces[end + 1] === "…") return cutIn(branch, pieces, start, end);
        branch = next;
      }
    },
  };

  function branchAt(pieces: readonly string[]): Branch<Found> | undefined {
    return pieces.reduce<Branch<Found> | undefined>((branch, piece) => branch?.next?.get(piece), root);
  }
}

/** The piece at `end` is the `…` itself, or the last one before it, of which the name may have more. */
function cutIn<Found>(
  branch: Branch<Found>,
  pieces: readonly string[],
  start: number,
  end: number,
): readonly [end: number, found: Found] | undefined {
  const piece = pieces[end] === "…" ? "" : (pieces[end] ?? "");
  const after = piece === "" ? end + 1 : end + 2;
  if (pieces[after - 1] !== "…" || pieces.slice(start, after - 1).join("").length < SHORTEST_CUT) return undefined;
  for (const [longer, next] of branch.next ?? []) {
    if (!longer.startsWith(piece)) continue;
    const found = anyOf(next);
    if (found !== undefined) return [after, found];
  }
  return undefined;
}

function anyOf<Found>({ next = new Map(), found }: Branch<Found>): Found | undefined {
  if (found !== undefined) return found;
  for (const branch of next.values()) {
    const one = anyOf(branch);
    if (one !== undefined) return one;
  }
  return undefined;
}
