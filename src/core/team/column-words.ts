import { COLUMNS, type RunNote, type TeamColumn } from "./team-columns.ts";

/**
 * What a column of a file can hold, beyond the columns of a team file:
 * `upn` an address that one signs in with, for where there is no other; `sorted_name` family name, then given name; `name` a full name, or
 * the half of it that no other column holds; `family_prefix` what stands before a family name (“van der”); `login` the name in another
 * system; the rest tells who is left out (`left-out.ts`) and what is nobody's business (`password`).
 */
export type ColumnUse =
  | TeamColumn
  | RunNote
  | "upn"
  | "sorted_name"
  | "name"
  | "family_prefix"
  | "login"
  | "status"
  | "kind"
  | "enabled"
  | "disabled"
  | "bot"
  | "control"
  | "password"
  | "other";

/** What a header cell means. Of several columns of one use that with the lowest rank counts first. */
export interface ColumnMeaning {
  readonly use: ColumnUse;
  readonly rank: number;
  /** Only a file that is made for AWS has such a column. */
  readonly isOurs: boolean;
}

/** One use of a column and what it is called, by language; words of one entry are separated by blanks, without blanks, points and accents. */
interface WordsOf {
  readonly use: ColumnUse;
  readonly rank?: number;
  readonly isOurs?: true;
  readonly words: Readonly<Record<string, string>>;
}

/** The one table of column names. `any` are technical names, those of systems and of protocols. */
const TABLE: readonly WordsOf[] = [
  {
    use: "email",
    words: {
      en: "workemail workemailaddress workmail emailwork emailworkaddress emailprimarywork workemailprimary primaryworkemail businessemail businessemailaddress emailbusiness companyemail companyemailaddress corporateemail officeemail officialemail primaryemail primaryemailaddress emailprimary",
      de: "geschäftlicheemail geschäftlicheemailadresse emailgeschäftlich dienstlicheemail dienstlicheemailadresse emaildienstlich firmenemail emailfirma emailarbeit beruflicheemail",
      fr: "emailprofessionnel courrielprofessionnel mailprofessionnel adresseemailprofessionnelle emailpro mailpro",
      es: "correocorporativo correolaboral emaillaboral emailcorporativo emaildetrabajo correodeltrabajo correoelectronicocorporativo correoelectronicolaboral correodetrabajo",
      pt: "emailcorporativo emailprofissional emaildetrabalho emaildaempresa",
      it: "emailaziendale mailaziendale emaillavoro emaildilavoro",
      nl: "werkemail emailwerk zakelijkemail zakelijkeemail zakelijkemailadres emailzakelijk werkmail",
      pl: "emailsłużbowy służbowyemail mailsłużbowy adresemailsłużbowy emailfirmowy firmowyemail",
      ja: "会社メールアドレス 会社メール 業務用メールアドレス 社用メールアドレス",
      zh: "工作邮箱 企业邮箱 公司邮箱 工作邮件 工作電子郵件 公司信箱",
      ko: "회사이메일 업무용이메일 회사메일 직장이메일",
      any: "primarysmtpaddress emails0value emails0address emailsworkvalue email1value email1address emailwork1",
    },
  },
  {
    use: "email",
    rank: 2,
    words: {
      en: "email emails mail emailaddress emailaddresses mailaddress useremail useremailaddress emailid mailid memberemail employeeemail contactemail internetemail electronicmail",
      de: "emailadresse emailadressen mailadresse elektronischepost benutzeremail",
      fr: "courriel adresseemail adressemail adressedemessagerie adresseelectronique adressedecourriel adressecourriel adressedemail",
      es: "correoelectrónico correo direccióndecorreo direccióndecorreoelectrónico direccióndeemail direcciondemail correos",
      pt: "correioeletrônico correioeletrónico correioelectrónico endereçodeemail endereçodecorreioeletrônico endereçodecorreioeletrónico endereçoeletrônico endereçoeletrónico",
      it: "postaelettronica indirizzoemail indirizzodipostaelettronica indirizzomail indirizzodiposta",
      nl: "emailadres mailadres epostadres",
      pl: "adresemail poczta pocztaelektroniczna adrespocztyelektronicznej adresmailowy adresemailowy",
      nordic: "epost epostadress epostadresse mejl mejladress mailadress sähköposti sähköpostiosoite netfang",
      others:
        "eposta epostaadresi emailcím emailovaadresa emailovýadresa adresadeemail correuelectrònic αλληλογραφια ηλεκτρονικότaχυδρομείο alamatemail surel thưđiệntử địachỉemail البريدالإلكتروني อีเมล אימייל דואראלקטרוני",
      slavic: "электроннаяпочта почта адресэлектроннойпочты элпочта елпошта електроннапошта имейл",
      ja: "メールアドレス メール eメール eメールアドレス 電子メール 電子メールアドレス メールアドレス1",
      zh: "邮箱 电子邮箱 电子邮件 邮件 邮箱地址 电子邮件地址 邮件地址 電子郵件 電子信箱 電郵 電子郵件地址 信箱 電郵地址",
      ko: "이메일 메일 전자메일 이메일주소 메일주소 전자우편 전자우편주소",
      any: "smtpaddress windowsemailaddress emailprimaryaddress personprimaryemail email1",
    },
  },
  {
    use: "upn",
    rank: 8,
    words: {
      en: "userprincipalname upn loginemail signinemail emaillogin signinaddress",
      de: "benutzerprinzipalname anmeldeemail",
      ja: "ユーザープリンシパル名",
      zh: "用户主体名称 用户主体名",
      any: "samlnameid nameid samlnameidentifier githubcomsamlnameid githubcomverifieddomainemail githubcomverifieddomainemails externidentityemail extern_uid",
    },
  },
  {
    use: "username",
    rank: 0,
    isOurs: true,
    words: { en: "awsusername identitycenterusername ssousername awslogin awsuser" },
  },
  {
    use: "username",
    words: {
      en: "username user login loginname signinname usernames",
      de: "benutzername anmeldename nutzername benutzer",
      fr: "nomdutilisateur nomutilisateur utilisateur",
      es: "usuario usuarios nombredeusuario",
      pt: "nomedeusuário nomedeutilizador utilizador usuário",
      it: "nomeutente utente",
      nl: "gebruikersnaam gebruiker",
      pl: "nazwaużytkownika użytkownik",
      nordic: "användarnamn brukernavn brugernavn käyttäjätunnus käyttäjänimi",
      slavic: "имяпользователя логин",
      ja: "ユーザー名 ユーザ名 ユーザー ログイン名",
      zh: "用户名 用户名称 用戶名 使用者名稱 登录名",
      ko: "사용자이름 사용자명 로그인",
    },
  },
  {
    use: "login",
    words: {
      en: "userlogin handle screenname nickname loginid networkid alias",
      any: "samaccountname samid uid githubusername githublogin githubcomlogin gitlabusername slackusername jirausername userlogon logonname ntlogin netid",
    },
  },
  {
    use: "given_name",
    words: {
      en: "givenname given givennames firstname first firstnames forename forenames firstgivenname",
      de: "vorname vornamen rufname",
      fr: "prénom prénoms",
      es: "nombredepila primernombre nombres",
      pt: "primeironome nomepróprio prenome",
      nl: "voornaam voornamen roepnaam",
      pl: "imię imiona",
      nordic: "förnamn tilltalsnamn fornavn etunimi",
      others: "adı keresztnév utónév prenume jméno křestníjméno meno krstnémeno όνομα namadepan tên",
      slavic: "имя ім'я името",
      ja: "名 ファーストネーム",
      zh: "名",
      ko: "이름명",
    },
  },
  {
    use: "family_name",
    words: {
      en: "familyname family familynames lastname last lastnames surname surnames lastsurname",
      de: "nachname familienname zuname nachnamen",
      fr: "nomdefamille nomsdefamille",
      es: "apellido apellidos primerapellido",
      pt: "sobrenome sobrenomes últimonome",
      it: "cognome cognomi",
      nl: "achternaam familienaam achternamen",
      pl: "nazwisko nazwiska",
      nordic: "efternamn efternavn etternavn sukunimi",
      others: "soyadı soyad vezetéknév családinév nume příjmení priezvisko επώνυμο namabelakang họ",
      slavic: "фамилия прізвище фамилно",
      ja: "姓 苗字 ラストネーム",
      zh: "姓 姓氏",
      ko: "성",
      any: "sn",
    },
  },
  { use: "family_name", rank: 2, words: { pt: "apelido apelidos" } },
  {
    use: "family_prefix",
    words: { nl: "tussenvoegsel tussenvoegsels voorvoegsel", de: "namensvorsatz", en: "surnameprefix" },
  },
  {
    use: "display_name",
    words: {
      en: "fullname completename employeename employee worker workername membername realname staffname personname legalname teammember contactname preferredfullname firstlastname firstnamelastname firstandlastname firstnameandlastname nameandsurname namesurname",
      de: "vollername vollständigername vorundnachname vornamenachname vornameundnachname mitarbeiter mitarbeitername mitarbeiterin",
      fr: "nomcomplet prénometnom prénomnom",
      es: "nombrecompleto nombreyapellidos nombreyapellido nombreapellidos empleado",
      pt: "nomecompleto nomeesobrenome nomeeapelido colaborador funcionário",
      it: "nomecompleto nomeecognome nomecognome dipendente",
      nl: "volledigenaam voorenachternaam medewerker",
      pl: "pełnanazwa imięinazwisko imięnazwisko pracownik",
      nordic: "fulltnamn fuldtnavn fulltnavn kokonimi",
      others: "adsoyad adısoyadı teljesnév numecomplet celéjméno họtên họvàtên namalengkap",
      slavic: "полноеимя фио",
      ja: "氏名 フルネーム お名前 社員名",
      zh: "姓名 全名 中文姓名 员工姓名 真实姓名",
      ko: "성명 성함 직원명 사원명",
      any: "cn commonname profilerealname namefullname formattedname displaynameformatted githubcomname",
    },
  },
  {
    use: "display_name",
    rank: 2,
    words: {
      en: "displayname",
      de: "anzeigename",
      fr: "nomaffiché nomdaffichage nomcompletaffiché",
      es: "nombreparamostrar nombremostrado nombrevisible",
      pt: "nomedeexibição nomeexibição nomeaapresentar",
      it: "nomevisualizzato",
      nl: "weergavenaam",
      pl: "nazwawyświetlana wyświetlananazwa",
      nordic: "visningsnavn visningsnamn näyttönimi",
      ja: "表示名",
      zh: "显示名称 顯示名稱 显示名",
      ko: "표시이름 표시명",
    },
  },
  {
    use: "name",
    rank: 3,
    words: {
      en: "name names",
      fr: "nom noms",
      es: "nombre",
      pt: "nome nomes",
      nl: "naam namen",
      nordic: "namn navn nimi",
      others: "ad név jméno nama",
      ja: "名前",
      zh: "名字",
      ko: "이름",
    },
  },
  {
    use: "sorted_name",
    rank: 2,
    words: {
      en: "lastnamefirstname lastfirst surnamefirstname surnamename lastfirstname familynamegivenname",
      de: "namevorname nachnamevorname nachnameundvorname nameundvorname familiennamevorname",
      fr: "nomprénom nometprénom nomsetprénoms nomprénoms",
      es: "apellidosnombre apellidosynombre apellidosynombres apellidosnombres apellidoynombre",
      pt: "sobrenomenome apelidonome sobrenomeenome",
      it: "cognomenome cognomeenome",
      nl: "achternaamvoornaam",
      pl: "nazwiskoimię nazwiskoiimię",
    },
  },
  {
    use: "account",
    rank: 0,
    isOurs: true,
    words: {
      en: "awsaccount awsaccounts awsaccountid awsaccountids awsaccountname awsaccountnames",
      de: "awskonto awskonten",
      fr: "compteaws comptesaws",
      es: "cuentaaws cuentadeaws cuentasdeaws",
      pt: "contaaws contadaaws contasaws",
      it: "accountaws contoaws",
      pl: "kontoaws kontaaws",
      ja: "awsアカウント awsアカウントid awsアカウント名",
      zh: "aws账户 aws账号 aws帐户 aws帐号 aws帳戶 aws帳號",
      ko: "aws계정",
    },
  },
  {
    use: "account",
    isOurs: true,
    words: {
      en: "account accounts accountid accountids",
      de: "konto konten kontoid",
      fr: "compte comptes",
      es: "cuenta cuentas",
      pt: "conta contas",
      it: "conto conti",
      pl: "konta",
      nordic: "tili konton konti",
      ja: "アカウント アカウントid",
      zh: "账户 帐户 帳戶",
      ko: "계정",
    },
  },
  {
    use: "account",
    rank: 2,
    words: {
      en: "accountname accountnames",
      de: "kontoname kontonamen",
      fr: "nomducompte",
      es: "nombredelacuenta nombredecuenta",
      pt: "nomedaconta",
      it: "nomeaccount",
      nl: "accountnaam",
      pl: "nazwakonta",
      ja: "アカウント名",
      zh: "账户名称",
      ko: "계정이름",
    },
  },
  {
    use: "permission_set",
    isOurs: true,
    words: {
      en: "permissionset permissionsets permissionsetname",
      de: "berechtigungssatz berechtigungssätze berechtigungsset",
      fr: "jeudautorisations ensembledautorisations jeuxdautorisations",
      es: "conjuntodepermisos conjuntosdepermisos",
      pt: "conjuntodepermissões conjuntosdepermissões",
      it: "setdiautorizzazioni insiemediautorizzazioni",
      nl: "machtigingenset machtigingsset permissieset",
      pl: "zestawuprawnień",
      ja: "許可セット アクセス許可セット 権限セット アクセス権限セット",
      zh: "权限集 權限集",
      ko: "권한세트 권한집합",
    },
  },
  {
    use: "group",
    words: {
      en: "group groups groupname groupnames",
      de: "gruppe gruppen gruppenname",
      fr: "groupe groupes",
      es: "grupo grupos",
      it: "gruppo gruppi",
      nl: "groep groepen",
      pl: "grupa grupy",
      nordic: "grupp gruppnamn ryhmä",
      ja: "グループ グループ名",
      zh: "组 群组 用户组 群組",
      ko: "그룹",
    },
  },
  { use: "group", rank: 0, isOurs: true, words: { any: "awsgroup identitycentergroup" } },
  { use: "region", rank: 0, isOurs: true, words: { any: "awsregion regionaws" } },
  {
    use: "region",
    words: {
      en: "region regions",
      fr: "région",
      es: "región",
      pt: "região",
      it: "regione",
      nl: "regio",
      ja: "リージョン",
      zh: "区域",
      ko: "리전",
    },
  },
  { use: "profile", rank: 0, isOurs: true, words: { any: "awsprofile profilaws" } },
  {
    use: "profile",
    words: {
      en: "profile profiles profilename",
      de: "profil profilname",
      es: "perfil",
      it: "profilo",
      nl: "profiel",
      ja: "プロファイル",
      zh: "配置文件",
      ko: "프로필",
    },
  },
  { use: "until", rank: 0, isOurs: true, words: { any: "until accessuntil" } },
  {
    use: "until",
    words: {
      en: "validuntil enddate ends endson expires expireson expiry expirydate lastday",
      de: "bis gültigbis befristetbis zugangbis",
      fr: "jusquau valablejusquau valablejusqu'au",
      es: "hasta válidohasta",
      pt: "até válidoaté",
      it: "finoal validofinoal",
      nl: "geldigtot geldigtotenmet totenmet",
      pl: "ważnedo ważnydo",
      ja: "有効期限",
      zh: "截止日期 有效期至",
      ko: "만료일",
    },
  },
  { use: "reason", isOurs: true, words: { any: "reason" } },
  { use: "team_file", isOurs: true, words: { any: "teamfile" } },
  {
    use: "status",
    words: {
      en: "status accountstatus userstatus employmentstatus employeestatus memberstatus state activestatus lifecyclestate lifecyclestatus jobstatus workerstatus positionstatus currentstatus newstatus accountstate userstate",
      de: "kontostatus benutzerstatus mitarbeiterstatus beschäftigungsstatus zustand",
      fr: "statut état statutducompte",
      es: "estado estadodelacuenta estadodelusuario estatus situación",
      pt: "situação estadodaconta",
      it: "stato statoaccount",
      nl: "toestand accountstatus",
      pl: "stan statuskonta",
      ja: "状態 ステータス 在籍状況 在職状況",
      zh: "状态 狀態 在职状态 账户状态 员工状态",
      ko: "상태 재직상태 계정상태",
    },
  },
  {
    use: "kind",
    words: {
      en: "accounttype usertype membertype type role roles userkind accountkind",
      de: "benutzertyp typ kontotyp",
      fr: "typedutilisateur",
      es: "tipodeusuario",
      ja: "ユーザーの種類",
      zh: "用户类型",
      ko: "사용자유형",
    },
  },
  {
    use: "enabled",
    words: {
      en: "accountenabled enabled active isactive isenabled userenabled useractive signinallowed signinenabled loginenabled isuseractive activeuser currentlyactive",
      de: "aktiv aktiviert kontoaktiviert freigeschaltet anmeldungzugelassen istaktiv",
      fr: "actif compteactivé compteactif activé",
      es: "activo habilitado habilitada cuentahabilitada activado activa",
      pt: "ativo ativado contaativada activo contaativa",
      it: "attivo abilitato attivato accountabilitato",
      nl: "actief ingeschakeld accountingeschakeld geactiveerd",
      pl: "aktywny włączony aktywne kontoaktywne kontowłączone",
      nordic: "aktivt käytössä aktiivinen",
      ja: "有効 アカウントの有効化 アカウント有効",
      zh: "启用 已启用 账户已启用 啟用 是否启用 在职",
      ko: "활성 활성화 사용여부 재직",
    },
  },
  {
    use: "disabled",
    words: {
      en: "suspended disabled blocked blocksignin accountdisabled isdisabled issuspended isblocked archived isarchived deactivated isdeactivated deleted isdeleted inactive isinactive terminated isterminated userdeactivated isenrolledsuspended accountinactive",
      de: "gesperrt deaktiviert inaktiv anmeldungblockieren anmeldungblockiert kontodeaktiviert kontogesperrt ausgeschieden",
      fr: "bloqué désactivé suspendu inactif bloquerlaconnexion comptedésactivé",
      es: "bloqueado suspendido desactivado inactivo bloquearinicioderesión bloqueariniciodesesión deshabilitado",
      pt: "bloqueado suspenso desativado inativo bloquearentrada bloquearoinícidesessão desactivado",
      it: "bloccato sospeso disattivato disabilitato inattivo bloccaaccesso",
      nl: "geblokkeerd uitgeschakeld geschorst inactief aanmeldenblokkeren gedeactiveerd",
      pl: "zablokowany zawieszony wyłączony nieaktywny zablokujlogowanie",
      ja: "停止 無効 サインインのブロック サインインをブロックする 停止中 アカウント停止",
      zh: "停用 禁用 已停用 已禁用 阻止登录 离职",
      ko: "정지 비활성 비활성화 로그인차단 퇴사",
      any: "nsaccountlock",
    },
  },
  { use: "bot", words: { en: "isbot bot isapp isserviceaccount serviceaccount isservice isworkflowbot" } },
  { use: "control", words: { any: "useraccountcontrol" } },
];

/** A header as it is compared: letters and digits alone, without case, accents and width. */
export function foldedWord(text: string): string {
  return folded(text, /[^\p{L}\p{N}\u3099]+/gu);
}

/** The same of many words in one, with a space between: a table of them is folded at every start. */
function foldedWords(words: readonly string[]): readonly string[] {
  return folded(words.join(" "), /[^\p{L}\p{N}\u3099 ]+/gu).split(" ");
}

function folded(text: string, dropped: RegExp): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(dropped, "")
    .replace(/[łøßæıđ]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFC");
}

/** Letters that have no accent to lose. */
const PLAIN: Readonly<Record<string, string>> = { ł: "l", ø: "o", ß: "ss", æ: "ae", ı: "i", đ: "d" };

const MEANINGS: ReadonlyMap<string, ColumnMeaning> = new Map(
  [...TABLE]
    .reverse()
    .flatMap(({ use, rank = 1, isOurs, words }) =>
      foldedWords(Object.values(words)).map((word) => [word, { use, rank, isOurs: isOurs === true }] as const),
    ),
);

/** What a word means as the name of a column, when it is folded. */
export function meaningOfWord(word: string): ColumnMeaning | undefined {
  return MEANINGS.get(word);
}

/** Words that are near to others which a file may have in its own right: “employee” to “Employee ID”. */
const OWN_WORDS =
  /^(aws|identitycenter|sso)|employee|worker|staff|member|mitarbeiter|empleado|pracownik|medewerker|dipendente|colaborador|funcionario|legal|real|person|contact/;

/** The words that somebody may have misspelt: long enough that a slip does not make another word of them. */
export const WORDS_TO_MISSPELL: readonly string[] = [...MEANINGS]
  .filter(
    ([word, { use }]) =>
      (COLUMNS as readonly string[]).includes(use) && /^[a-z]{5,}$/.test(word) && !OWN_WORDS.test(word),
  )
  .map(([word]) => word);
