/** One file of an archive. */
export interface TarEntry {
  /** From the archive's root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isProgram?: boolean;
}

/** The time that npm gives to all files, so that a package has the same bytes whenever it is packed: 1985-10-26T08:15:00Z. */
const TIME = 499_162_500;
const BLOCK = 512;

/**
 * An archive in POSIX's ustar format that depends on nothing but its files: one time, one mode for all, nobody's.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html. Throws for a path that the format cannot hold.
 */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ path, bytes, isProgram = false }) => [
    headerOf(path, bytes.length, isProgram),
    bytes,
    Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function headerOf(path: string, size: number, isProgram: boolean): Buffer {
  const { prefix, name } = splitName(path);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
  header.write(name, 0);
  octal(isProgram ? 0o755 : 0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(TIME, 136, 12);
  header.fill(" ", 148, 156);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  octal(0, 329, 8);
  octal(0, 337, 8);
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** A name has 100 bytes; folders before it another 155. */
function splitName(path: string): { readonly prefix: string; readonly name: string } {
  if (Buffer.byteLength(path) <= 100) return { prefix: "", name: path };
  const cut = path.indexOf("/", path.length - 101);
  const [prefix, name] = [path.slice(0, cut), path.slice(cut + 1)];
  if (cut < 1 || Buffer.byteLength(prefix) > 155 || Buffer.byteLength(name) > 100) {
    throw new Error(`${path} is too long a name for an archive.`);
  }
  return { prefix, name };
}
