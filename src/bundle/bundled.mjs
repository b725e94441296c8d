// Which packages have code in the bundle, by what esbuild says of it: https://esbuild.github.io/api/#metafile

/** Their folders, such as `node_modules/@aws-sdk/core`, in order: those of which at least a byte is left. */
export function bundledFolders({ outputs }) {
  const folders = filesOf(outputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(folders)].sort();
}

/** The files of our own in it. */
export const bundledSources = ({ outputs }) => filesOf(outputs).filter((file) => !file.includes("node_modules/"));

function filesOf(outputs) {
  return Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
}
