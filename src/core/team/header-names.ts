import { closest, isSlip } from "../text/did-you-mean.ts";
import { type ColumnMeaning, type ColumnUse, foldedWord, meaningOfWord, WORDS_TO_MISSPELL } from "./column-words.ts";

/**
 * What a header cell means: by its whole text, by the technical name in its brackets (`First name [givenName]`), without what says
 * that it is needed (`Email Address [Required]`, `E-Mail *`), by the end of its path (`profile.email`, `name.givenName`), or without
 * whom it is about (`Employee First Name`). `E-Mail (privat)` and `manager.email` are another address than the person's.
 */
export function meaningOfHeader(header: string): ColumnMeaning | undefined {
  const text = header
    .normalize("NFKC")
    .replace(/[#№]/g, " number ")
    .replace(/[\s*]+$/, "");
  return (
    secretMeaning(text) ??
    meaningOfWord(foldedWord(text)) ??
    bracketed(text) ??
    meaningWithout(text, NEEDED) ??
    endOfPath(text) ??
    ofWhom(text)
  );
}

/** What a header cell means that nobody knows, and that is one slip away from a word that is known. */
export function misspelt(header: string): { readonly use: ColumnUse; readonly word: string } | undefined {
  const folded = foldedWord(header);
  if (!/^[a-z]{4,40}$/.test(folded) || meaningOfHeader(header) !== undefined || NOT_MISSPELT.has(folded))
    return undefined;
  const near = WORDS_TO_MISSPELL.filter((word) => Math.abs(word.length - folded.length) <= 2);
  const word = closest(folded, near);
  const use = word === undefined ? undefined : meaningOfWord(word)?.use;
  return word === undefined || use === undefined || !isSlip(folded, word, word.length >= 10 ? 2 : 1)
    ? undefined
    : { use, word };
}

/** Words in their own right that are as near to a column's name as a slip is. */
const NOT_MISSPELT = new Set("expired emailed located legion nation profit profits hombre titulo family1".split(" "));

const NEEDED =
  /[\s,;:*-]*(required|optional|mandatory|read ?only|upload ?only|erforderlich|pflichtfeld|obligatoire|requis|obligatori[oa]|obrigat[oó]ri[oa]|obbligatori[oa]|verplicht|vereist|wymagane|必須|必填|필수)$/i;
const HARMLESS =
  /^(required|optional|mandatory|read ?only|upload ?only|erforderlich|pflichtfeld|obligatoire|requis|obligatori[oa]|obrigat[oó]ri[oa]|obbligatori[oa]|verplicht|vereist|wymagane|必須|必填|필수|text|yes ?\/ ?no|y ?\/ ?n|true ?\/ ?false|ja ?\/ ?nein|oui ?\/ ?non|s[ií] ?\/ ?no|unique|legal|max.*|must .*|latin|roman|漢字|kanji|work|business|primary|m\/w\/d)$/i;
const BRACKETS = /[[({<（［【]([^\])}>）］】]*)[\])}>）］】]/g;

function bracketed(text: string): ColumnMeaning | undefined {
  const inside = [...text.matchAll(BRACKETS)].map(([, inner = ""]) => inner.trim());
  if (inside.length === 0) return undefined;
  const outer = text.replace(BRACKETS, " ").trim();
  const byOuter =
    outer === "" ? undefined : (meaningOfWord(foldedWord(outer)) ?? meaningWithout(outer, NEEDED) ?? endOfPath(outer));
  // “Block sign in [accountEnabled]” is asked the other way round than its technical name.
  if (byOuter?.use === "disabled") return byOuter;
  const byInner = inside.map((inner) => meaningOfWord(foldedWord(inner))).find((meaning) => meaning !== undefined);
  if (byInner !== undefined) return byInner;
  return inside.every((inner) => inner === "" || HARMLESS.test(inner)) ? byOuter : undefined;
}

function meaningWithout(text: string, pattern: RegExp): ColumnMeaning | undefined {
  const rest = text.replace(pattern, "");
  return rest === text || rest === "" ? undefined : meaningOfWord(foldedWord(rest));
}

/** What may stand before the name of something that is the person's own. */
const OWN_PATH =
  /^(name|profile|workcontact|businesscontact|user|users|person|employee|worker|member|contact|attributes|customattributes|fields|properties|primary|work|core|emails?|urn|ietf|params|scim|schemas|extension|enterprise|personal|info|details|identity|data|account|\d+)$/;

function endOfPath(text: string): ColumnMeaning | undefined {
  const parts = text.split(/[.:/\\>]|__|\[|\]/).filter((part) => part.trim() !== "");
  const last = parts.at(-1);
  if (last === undefined || parts.length < 2) return undefined;
  return parts.slice(0, -1).every((part) => OWN_PATH.test(foldedWord(part)))
    ? meaningOfWord(foldedWord(last))
    : undefined;
}

const OF_WHOM =
  /^(employee|user|member|contact|person|worker|staff|student|teacher|legal|preferred|primary|colleague|mitarbeiter|benutzer|kontakt)[\s_-]+/i;
const PERSONAL_USES: ReadonlySet<ColumnUse> = new Set<ColumnUse>([
  "email",
  "given_name",
  "family_name",
  "display_name",
  "name",
  "upn",
]);

function ofWhom(text: string): ColumnMeaning | undefined {
  const spaced = text.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ");
  const meaning = meaningWithout(spaced, OF_WHOM);
  if (meaning === undefined || !PERSONAL_USES.has(meaning.use)) return undefined;
  return { ...meaning, rank: meaning.rank + (/^preferred/i.test(text) ? 2 : 1) };
}

const SECRET =
  /passw|kennwort|motdepasse|contrasena|clavedeacceso|senha|palavrapasse|wachtwoord|haslo|losenord|adgangskode|passord|salasana|пароль|パスワ|密码|密碼|비밀번호|passphrase|passcode|secret|totp|otpauth|apikey|accesskey|^token$|accesstoken|^pin$/u;
const ABOUT_SECRETS =
  /change|last|expir|never|hashfunction|policy|date|days|age$|reset|strength|count|enabled|method|length|compromis|reus|complexity|notrequired|strongpassword|mustset|lockout|wijzig|andern|modifier|cambiar/;

function secretMeaning(text: string): ColumnMeaning | undefined {
  const folded = foldedWord(text);
  // The folding takes accents from Japanese and Korean letters as well, so these are compared composed.
  if (!SECRET.test(folded) && !SECRET.test(text.normalize("NFC").toLowerCase())) return undefined;
  return { use: ABOUT_SECRETS.test(folded) ? "other" : "password", rank: 1, isOurs: false };
}
