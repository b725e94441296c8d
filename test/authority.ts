import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A certificate authority of a test's own: its certificate as a file, and a server's key and certificate. */
export interface Authority {
  readonly file: string;
  readonly server: { readonly key: string; readonly cert: string };
}

/** Makes one of that name with openssl, and a certificate for 127.0.0.1, localhost and the hosts given. */
export async function createAuthority(name: string, hosts: readonly string[] = []): Promise<Authority> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-authority-"));
  const at = (file: string) => path.join(folder, file);
  const openssl = (...args: readonly string[]) => run("openssl", [...args], { cwd: folder });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const authority = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"];
  await openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    "2",
    "-subj",
    `/CN=${name}`,
    ...authority,
  );
  await openssl("req", "-new", ...newKey, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost");
  const names = ["IP:127.0.0.1", "DNS:localhost", ...hosts.map((host) => `DNS:${host}`)].join(",");
  await writeFile(at("extensions"), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
  const issuer = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "extensions"];
  await openssl("x509", "-req", "-in", "server.csr", "-out", "server.pem", "-days", "2", ...issuer);
  const [key, cert] = await Promise.all([readFile(at("server.key"), "utf8"), readFile(at("server.pem"), "utf8")]);
  return { file: at("ca.pem"), server: { key, cert } };
}
