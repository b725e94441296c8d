// The list of what is in the bundle (CycloneDX 1.6): by the format's own schema, and against what is there.
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

/** It reads the schema once. */
const CYCLONEDX = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

/**
 * `bill`: the text. `manifest`: our package.json. `packages`: those in the bundle, each with its name, version, and the licence and
 * integrity of its entry in the lock file.
 */
export async function billProblems(bill, manifest, packages) {
  const faults = await CYCLONEDX.validate(bill);
  if (faults !== null)
    return faults.map(({ instancePath, message }) => `CycloneDX's schema: ${instancePath} ${message}.`);
  const { specVersion, serialNumber, metadata = {}, components = [], dependencies = [] } = JSON.parse(bill);
  const listed = new Map(components.map((component) => [component.purl, component]));
  const wanted = new Map(packages.map((one) => [purlOf(one), one]));
  const related = new Set(dependencies.map(({ ref }) => ref));
  const missing = [...wanted.keys()].filter((purl) => !listed.has(purl));
  const unknown = [...listed.keys()].filter((purl) => !wanted.has(purl));
  return [
    ...(specVersion === "1.6" ? [] : [`it is of version ${specVersion} of the format.`]),
    ...(serialNumber === undefined && metadata.timestamp === undefined ? [] : ["each build would write another."]),
    ...(metadata.component?.purl === purlOf(manifest) ? [] : [`it is the list of ${metadata.component?.purl}.`]),
    ...(listed.size === components.length ? [] : ["it names a package twice."]),
    ...missing.map((purl) => `${purl} is in the bundle and not in the list.`),
    ...unknown.map((purl) => `${purl} is in the list and not in the bundle.`),
    ...[purlOf(manifest), ...listed.keys()]
      .filter((purl) => !related.has(purl))
      .map((purl) => `what ${purl} depends on is not said.`),
    ...[...wanted].flatMap(([purl, one]) => (listed.has(purl) ? componentProblems(listed.get(purl), one) : [])),
  ];
}

function componentProblems({ purl, name, version, licenses = [], hashes = [] }, wanted) {
  const licence = licenses.map(({ license, expression }) => expression ?? license.id).join(" ");
  const hash = Buffer.from(wanted.integrity.replace(/^sha512-/, ""), "base64").toString("hex");
  return [
    ...(name === wanted.name && version === wanted.version ? [] : [`${purl} is called ${name} ${version}.`]),
    ...(licence === wanted.locked
      ? []
      : [`${purl} has the licence ${licence || "none"}, and ${wanted.locked} in the lock file.`]),
    ...(hashes.some(({ alg, content }) => alg === "SHA-512" && content === hash)
      ? []
      : [`${purl} has not the hash that the lock file has.`]),
  ];
}

/** https://github.com/package-url/purl-spec/blob/main/types/npm-definition.json */
function purlOf({ name, version }) {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}
