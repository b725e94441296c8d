import path from "node:path";
import tls, { type SecureContext } from "node:tls";
import { cannotRead } from "../files/file-error.ts";
import { homeFolder } from "../files/home-folder.ts";
import { readPlainFile } from "../files/read-file.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** A file of certificates that somebody named, and by what: a variable, or a key of the profile. */
export interface CaBundle {
  readonly named: "AWS_CA_BUNDLE" | "ca_bundle";
  readonly file: string;
}

/** Bytes. Those of all authorities that Mozilla knows are a quarter of a megabyte. */
const LARGEST = 16 * 1024 * 1024;

/**
 * The file that `AWS_CA_BUNDLE` names, else `ca_bundle` of the profile that the environment names. Nothing else says so in
 * AWS's own programs: https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html
 */
export async function findCaBundle(env: Variables = process.env): Promise<CaBundle | undefined> {
  if (env.AWS_CA_BUNDLE) return { named: "AWS_CA_BUNDLE", file: whole(env.AWS_CA_BUNDLE, env) };
  const { loadConfig } = await import("./clients/load-config.ts");
  const ofProfile = loadConfig<string>({
    environmentVariableSelector: () => undefined,
    configFileSelector: (profile) => profile.ca_bundle,
    default: "",
  });
  const named = await ofProfile().catch(() => "");
  return named === "" ? undefined : { named: "ca_bundle", file: whole(named, env) };
}

/**
 * The certificates that are trusted with a bundle: those of its file besides the usual ones and those of
 * NODE_EXTRA_CA_CERTS, so that a bundle of the company's own is enough. Throws in words where the file has none.
 */
export async function certificatesWith(
  { named, file }: CaBundle,
  env: Variables = process.env,
): Promise<readonly string[]> {
  const remedy = `Correct ${named}: the path of a file with certificates in PEM format (-----BEGIN CERTIFICATE-----).`;
  const ofFile = await certificatesIn(file).catch((error: unknown) => {
    throw cannotRead(error, file, remedy);
  });
  if (ofFile.length === 0) throw cannotRead({ code: "", message: "it has no certificates in it" }, file, remedy);
  return [...new Set([...(await usualCertificates(env)), ...ofFile])];
}

const contexts = new Map<string, Promise<SecureContext>>();

/** What servers are checked against with a bundle. It takes some milliseconds to make, and is made once. */
export function secureContextWith(bundle: CaBundle): Promise<SecureContext> {
  const key = JSON.stringify(bundle);
  const context = contexts.get(key) ?? certificatesWith(bundle).then((ca) => tls.createSecureContext({ ca: [...ca] }));
  contexts.set(key, context);
  return context;
}

/** What Node trusts by itself. Where an option has it trust the system's store, newer versions tell which those are. */
async function usualCertificates(env: Variables): Promise<readonly string[]> {
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: "default") => readonly string[] };
  if (getCACertificates !== undefined) return getCACertificates("default");
  const extra = env.NODE_EXTRA_CA_CERTS ? await certificatesIn(env.NODE_EXTRA_CA_CERTS).catch(() => []) : [];
  return [...tls.rootCertificates, ...extra];
}

/** https://www.rfc-editor.org/rfc/rfc7468#section-5 */
async function certificatesIn(file: string): Promise<readonly string[]> {
  const text = (await readPlainFile(file, LARGEST)).bytes.toString("latin1");
  return text.match(/-----BEGIN (TRUSTED )?CERTIFICATE-----[^-]+-----END (TRUSTED )?CERTIFICATE-----/g) ?? [];
}

function whole(named: string, env: Variables): string {
  return /^~[\\/]/.test(named) ? path.join(homeFolder(env as NodeJS.ProcessEnv), named.slice(2)) : named;
}
