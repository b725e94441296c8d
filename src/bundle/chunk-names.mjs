// Shared parts of the bundle are called after what most of their code comes from. A stack trace then says where it was, and what is alike
// lies side by side in a tarball, where it takes less room: a hundredth of the package.

/** What esbuild calls a part: its own name, and a hash of what is in it. */
const PART = /\b[\w.]+-([0-9A-Z]{8})\.js\b/g;

/** The names of shared parts by those that esbuild gave them, for `renamed`. */
export function chunkNames({ outputs }) {
  const chunks = Object.entries(outputs).filter(([file]) => file.startsWith("dist/chunks/") && file.endsWith(".js"));
  return new Map(
    chunks.map(([file, { inputs }]) => {
      const name = file.slice(file.lastIndexOf("/") + 1);
      const [[most = ""] = []] = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
      return [name, name.replace(PART, `${wordsOf(most)}-$1.js`)];
    }),
  );
}

/** A text in which parts have their names. */
export function renamed(text, names) {
  return text.replace(PART, (name) => names.get(name) ?? name);
}

function wordsOf(file) {
  const named = file.replace(/^src\/|\.\w+$|@|\bnode_modules\/|\bdist-es\/|\bsubmodules\/|\blib\//g, "");
  return named.replace(/\W+/g, "-").slice(0, 24) || "part";
}
