import { type ColumnUse, foldedWord } from "./column-words.ts";

/** What a cell says of whether its row counts: `out` it does not, `in` it does, `unknown` a word that is in no table. */
export type Standing = "in" | "out" | "unknown";

/** The uses of columns that tell who is left out. */
export const STANDING_USES = [
  "status",
  "kind",
  "enabled",
  "disabled",
  "bot",
  "control",
] as const satisfies readonly ColumnUse[];

export type StandingUse = (typeof STANDING_USES)[number];

const folded = (words: string): readonly string[] => words.split(/\s+/).filter(Boolean).map(foldedWord);

const YES = new Set(
  folded(
    "yes y true t 1 x on ja j oui o vrai sí si s sim verdadero verdadeiro vero waar tak prawda wahr はい 是 有 真 예 네 참 да evet kyllä igen ano enabled ✓",
  ),
);
const NO = new Set(
  folded(
    "no n false f 0 off nein non faux não nao falso onwaar nee nie fałsz falsch いいえ 否 无 假 아니오 아니요 거짓 нет hayır ei nem ne nej nei disabled never none null",
  ),
);

/** The beginnings of what is said of somebody who is no user any more, or not now. */
const OUT = folded(`
  suspend disabled inactive deactivated deleted archived terminated blocked deprovisioned removed revoked former offboard left leaver
  resigned retired expired exited dismissed banned closed separated notactive accountdisabled
  gesperrt deaktiviert inaktiv ausgeschieden gekündigt gelöscht archiviert blockiert ausgetreten ehemalig
  suspendu désactivé inactif bloqué supprimé archivé sorti
  suspendid desactivad inactiv bloquead eliminad archivad baja debaja cesad deshabilitad
  suspens desativad inativ excluíd arquivad desligad demitid desligamento
  sospes disattivat disabilitat inattiv bloccat eliminat archiviat cessat dimess
  geschorst uitgeschakeld gedeactiveerd inactief geblokkeerd verwijderd uitdienst gearchiveerd
  zawieszon wyłączon nieaktywn zablokowan usunięt zwolnion dezaktywowan zarchiwizowan
  avstängd inaktiverad avslutad suspendert deaktivert deaktiveret spærret sperret
  無効 停止 退職 利用停止 休止 削除済 已停用 停用 禁用 已禁用 离职 離職 已离职 已删除 冻结 已冻结 비활성 정지 퇴사 퇴직 중지 삭제 사용중지
  заблокирован отключен неактив уволен askıda pasif devredışı`);

const IN = folded(`
  active aktiv actif activ ativ attiv actief aktywn enabled member owner admin primaryowner manager invited pending staged provisioned
  guest multichannel singlechannel employee user regular current hired confirmed accepted verified normal ok fulltime parttime
  permanent recovery passwordexpired lockedout passwordreset registered working employed licensed
  在籍 在職 在职 有効 利用中 正常 启用 已启用 啟用 활성 재직 사용중 정상 мember активен eingestellt beschäftigt angestellt
  aktiverad etkin`);

const BOTS = folded(
  "bot bots app apps application service serviceaccount serviceuser system systemaccount integration serviceprincipal robot machine appuser workflow projectbot groupbot apiuser",
);

const startsWithOne = (text: string, beginnings: readonly string[]) => beginnings.some((one) => text.startsWith(one));

/** `ACCOUNTDISABLE` of Active Directory: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties */
const ACCOUNT_DISABLED = 2;

const STANDINGS: Readonly<Record<StandingUse, (text: string, word: string) => Standing>> = {
  status: (_, word) => {
    if (startsWithOne(word, OUT) || BOTS.includes(word)) return "out";
    return startsWithOne(word, IN) || YES.has(word) ? "in" : "unknown";
  },
  kind: (_, word) => {
    if (BOTS.includes(word)) return "out";
    return startsWithOne(word, IN) ? "in" : "unknown";
  },
  enabled: (_, word) => {
    if (NO.has(word) || startsWithOne(word, OUT)) return "out";
    return YES.has(word) || startsWithOne(word, IN) ? "in" : "unknown";
  },
  // Whatever else stands there, such as the day on which it was done, says that it was done.
  disabled: (_, word) => (NO.has(word) || startsWithOne(word, IN) ? "in" : "out"),
  bot: (_, word) => (NO.has(word) ? "in" : "out"),
  control: (text) => {
    if (/^\d+$/.test(text)) return (Number(text) & ACCOUNT_DISABLED) === 0 ? "in" : "out";
    return /account_?disable/i.test(text) ? "out" : "in";
  },
};

/** What a cell of such a column says. An empty one says nothing against anybody. */
export function standingOf(use: StandingUse, text: string): Standing {
  // `T - Terminated`: a code before the word.
  const word = foldedWord(text.replace(/^\s*\p{L}{1,2}\s+-\s+/u, ""));
  return word === "" ? "in" : STANDINGS[use](text.trim(), word);
}

export function isStandingUse(use: ColumnUse | undefined): use is StandingUse {
  return use !== undefined && (STANDING_USES as readonly ColumnUse[]).includes(use);
}
