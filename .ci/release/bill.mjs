// The list of what is in the bundle (CycloneDX 1.6): by the format's own schema, and against what is there.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const require = createRequire(import.meta.url);
const SCHEMAS = path.join(require.resolve("@cyclonedx/cyclonedx-library/package.json"), "..", "res", "schema");

/** The format's schema, and those that it refers to, as the format's own library ships them. */
const isValid = validator("bom-1.6", ["spdx", "jsf-0.82", "cryptography-defs"]);

function validator(name, others) {
  const fileOf = (schema) => `${schema}.SNAPSHOT.schema.json`;
  const schemaOf = (schema) => JSON.parse(readFileSync(path.join(SCHEMAS, fileOf(schema)), "utf8"));
  const schemas = others.map((schema) => [`http://cyclonedx.org/schema/${fileOf(schema)}`, schemaOf(schema)]);
  const ajv = new Ajv({ strict: false, schemas: Object.fromEntries(schemas) });
  addFormats.default(ajv);
  // Of addresses with other letters than ASCII there are none.
  for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true);
  return ajv.compile(schemaOf(name));
}

/**
 * `bill`: the text. `manifest`: our package.json. `packages`: those in the bundle, each with its name, version, and the licence and
 * integrity of its entry in the lock file.
 */
export function billProblems(bill, manifest, packages) {
  const document = JSON.parse(bill);
  if (!isValid(document)) {
    return isValid.errors.map(({ instancePath, message }) => `CycloneDX's schema: ${instancePath} ${message}.`);
  }
  const { specVersion, serialNumber, metadata = {}, components = [], dependencies = [] } = document;
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
