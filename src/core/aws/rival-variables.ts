/** Access keys of a shell; those of a session have all three. */
export const KEY_VARIABLES: readonly string[] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/**
 * Variables of a shell that say who somebody is, and that one client or another heeds before the profile it was told to use
 * (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html#EVarSettings). The last three lines are what older
 * SDKs, boto and ampx know them by. `AWS_PROFILE` is none of them: it is what they rival.
 */
const RIVALS: ReadonlySet<string> = new Set([
  ...KEY_VARIABLES,
  "AWS_SECURITY_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_CREDENTIAL_SCOPE",
  "AWS_DEFAULT_PROFILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_ACCESS_KEY",
  "AWS_SECRET_KEY",
  "AWS_CREDENTIAL_FILE",
  "AMAZON_ACCESS_KEY_ID",
  "AMAZON_SECRET_ACCESS_KEY",
  "AMAZON_SESSION_TOKEN",
]);

/** A key of one service alone, such as `AWS_BEARER_TOKEN_BEDROCK`. */
const BEARER_TOKEN = /^AWS_BEARER_TOKEN_\w+$/;

/** The variables of a process. */
type Variables = Readonly<Record<string, string | undefined>>;

/** Those of them that would win over a profile, by name. Windows takes names in any case for the same. */
export function rivalsIn(env: Variables, platform: string, drawsOn?: DrawnOn): readonly string[] {
  const spelled = (name: string) => (platform === "win32" ? name.toUpperCase() : name);
  const isRival = (name: string) => RIVALS.has(name) || BEARER_TOKEN.test(name);
  const isNeeded = (name: string) => drawsOn !== undefined && DRAWN_ON[drawsOn](name);
  return Object.keys(env).filter((name) => isRival(spelled(name)) && !isNeeded(spelled(name)));
}

/** Whom a process shall act as, and where; without a Region the one that is there counts. */
export interface ActingAs {
  readonly profile: string;
  readonly region?: string | undefined;
  /** What the profile itself draws on by its `credential_source`, which stays. */
  readonly drawsOn?: DrawnOn | undefined;
}

const DRAWN_ON = {
  environment: (name: string) => KEY_VARIABLES.includes(name),
  container: (name: string) => name.startsWith("AWS_CONTAINER_"),
} as const;

export type DrawnOn = keyof typeof DRAWN_ON;

/**
 * An environment in which every client acts as the profile: what would win is gone, and the Region stands under both names, of
 * which the AWS CLI and the SDK read one each. Everything else is as it was.
 */
export function actingAs(env: Variables, { profile, region, drawsOn }: ActingAs, platform: string): Variables {
  const rivals = new Set(rivalsIn(env, platform, drawsOn));
  const where = region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION);
  const set = { AWS_PROFILE: profile, ...(where ? { AWS_REGION: where, AWS_DEFAULT_REGION: where } : {}) };
  const replaced = (name: string) => platform === "win32" && Object.hasOwn(set, name.toUpperCase());
  const kept = Object.entries(env).filter(([name]) => !rivals.has(name) && !replaced(name));
  return { ...Object.fromEntries(kept), ...set };
}
