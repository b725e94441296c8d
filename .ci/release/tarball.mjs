// Reading npm's packages: gzipped archives in POSIX's ustar format.
import { gunzipSync } from "node:zlib";

const BLOCK = 512;

/**
 * What lies in a package, in its order: path with `/`, mode and owner as numbers, type as the format has it (`0` is a plain file), bytes.
 */
export function filesIn(tarball) {
  const archive = gunzipSync(tarball);
  const files = [];
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const text = (from, length) => archive.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
    const octal = (from, length) => Number.parseInt(text(from, length), 8) || 0;
    const [size, prefix] = [octal(124, 12), text(345, 155)];
    files.push({
      path: prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`,
      mode: octal(100, 8) & 0o7777,
      owner: [octal(108, 8), octal(116, 8)],
      time: octal(136, 12),
      type: text(156, 1) || "0",
      bytes: archive.subarray(at + BLOCK, at + BLOCK + size),
    });
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
  return files;
}

/** What another build of the same sources made otherwise, a line a file; nothing where all bytes are the same. */
export function differences(one, other) {
  if (one.equals(other)) return [];
  const [first, second] = [one, other].map((tarball) => new Map(filesIn(tarball).map((file) => [file.path, file])));
  const paths = [...new Set([...first.keys(), ...second.keys()])].sort();
  const told = paths.flatMap((path) => {
    const [here, there] = [first.get(path), second.get(path)];
    if (here === undefined || there === undefined) {
      return [`${path} is only in the ${here === undefined ? "second" : "first"} build.`];
    }
    if (!here.bytes.equals(there.bytes)) return [`${path} has other contents in the second build.`];
    const others = ["mode", "time", "type", "owner"].filter((member) => `${here[member]}` !== `${there[member]}`);
    return others.map((member) => `${path} has another ${member} in the second build.`);
  });
  return told.length > 0 ? told : ["the same files come in another order or compression in the second build."];
}
