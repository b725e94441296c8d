import type { Refusal } from "../config-refused.ts";

/** Why a file holds nothing that an AWS client could read, and what to do about it. */
export interface NotText extends Refusal {
  readonly kind: "encrypted" | "utf-16" | "binary";
}

/** How a file begins that a program encrypted, with its name and what gives the text back. */
const ENCRYPTED: readonly (readonly [begins: string, by: string, remedy: string])[] = [
  ["\0GITCRYPT\0", "git-crypt", "Run git-crypt unlock in its repository."],
  ["-----BEGIN PGP MESSAGE-----", "GnuPG", "Decrypt it (gpg --decrypt) to where AWS clients look."],
  ["-----BEGIN AGE ENCRYPTED FILE-----", "age", "Decrypt it (age --decrypt) to where AWS clients look."],
  ["age-encryption.org/", "age", "Decrypt it (age --decrypt) to where AWS clients look."],
  ["$ANSIBLE_VAULT;", "Ansible Vault", "Run ansible-vault decrypt on it."],
  ["U2FsdGVkX1", "OpenSSL or transcrypt", "Decrypt it, or set transcrypt up in its repository."],
  ["Salted__", "OpenSSL", "Decrypt it to where AWS clients look."],
  ["VimCrypt~", "Vim", "Open it in Vim, take the encryption off (:set key=), and save it."],
  ["-----BEGIN PKCS7-----", "OpenSSL", "Decrypt it to where AWS clients look."],
  ["-----BEGIN CMS-----", "OpenSSL", "Decrypt it to where AWS clients look."],
];

/** Looks at bytes that should be a shared file; `undefined` when they may be text, whatever it says. */
export function notText(bytes: Buffer): NotText | undefined {
  const start = bytes.subarray(0, 64).toString("latin1").trimStart();
  const found = ENCRYPTED.find(([begins]) => start.startsWith(begins));
  if (found !== undefined) return encrypted(found[1], found[2]);
  if (/^\[sops\]/m.test(bytes.toString("latin1")) && bytes.includes("ENC[AES256_GCM,")) {
    return encrypted("sops", "Run sops --decrypt on it, to where AWS clients look.");
  }
  if (/^(\xff\xfe|\xfe\xff)/.test(start) || isHalfNul(bytes)) {
    return {
      kind: "utf-16",
      message: "The file is saved as UTF-16, as Windows PowerShell does by itself.",
      remedy: "Save it as UTF-8 without BOM.",
    };
  }
  if (!bytes.includes(0)) return undefined;
  return {
    kind: "binary",
    message: "The file holds no text: it is encrypted, or something else than a file of AWS settings.",
    remedy: "Decrypt it, or put the text there that belongs there.",
  };
}

function encrypted(by: string, remedy: string): NotText {
  return { kind: "encrypted", message: `The file is encrypted, by ${by}.`, remedy };
}

/** Latin letters in UTF-16 without a byte order mark: every second byte is nothing. */
function isHalfNul(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 200);
  const nuls = (from: number) => sample.filter((byte, index) => index % 2 === from && byte === 0).length;
  const half = Math.floor(sample.length / 2);
  return half >= 4 && (nuls(0) >= half * 0.9 || nuls(1) >= half * 0.9) && nuls(0) + nuls(1) < sample.length * 0.75;
}
