/** Where a CDK bootstrap stack is, or is not: one account in one Region. */
export interface Environment {
  readonly accountId: string;
  readonly region: string;
}

/**
 * What could be learnt about the CDK bootstrap of one environment. `otherQualifiers` is absent where nobody may look for
 * them; whatever they are, ampx asks for the default one only.
 */
export type BootstrapAnswer =
  | { readonly kind: "version"; readonly version: number }
  | { readonly kind: "missing"; readonly otherQualifiers?: readonly string[] }
  | {
      readonly kind: "unknown";
      readonly reason: string;
      readonly remedy: string;
      /** Nobody got into the account at all. */
      readonly isClosed?: true;
    };

/** What AWS answered about the bootstrap, by {@link environmentKey}. What nobody looked at is not there. */
export type BootstrapAnswers = ReadonlyMap<string, BootstrapAnswer>;

/** The qualifier that everybody has who chose none. https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
const DEFAULT_QUALIFIER = "hnb659fds";

/** Where the CDK keeps the parameters of all its bootstrap stacks, one folder a qualifier. */
export const BOOTSTRAP_PARAMETERS = "/cdk-bootstrap";

/** The parameter that ampx reads before it deploys anything. */
export const BOOTSTRAP_VERSION = `${BOOTSTRAP_PARAMETERS}/${DEFAULT_QUALIFIER}/version`;

/** The least version that `npx ampx sandbox` takes. */
export const BOOTSTRAP_NEEDED = 6;

/** The least version that AWS recommends: its roles use the account's own bucket only. https://github.com/aws/aws-cdk/issues/31885 */
export const BOOTSTRAP_RECOMMENDED = 21;

/** The qualifier of a bootstrap stack's version parameter, if it is another than the default one. */
export function otherQualifierOf(parameter: string): string | undefined {
  const [, qualifier] = /^\/cdk-bootstrap\/([A-Za-z0-9]{1,10})\/version$/.exec(parameter) ?? [];
  return qualifier === DEFAULT_QUALIFIER ? undefined : qualifier;
}

/** The name under which an environment is found. */
export function environmentKey({ accountId, region }: Environment): string {
  return `${accountId}/${region}`;
}

/**
 * What somebody with AdministratorAccess in the account types; NAME is their own profile. Where another qualifier is there
 * the stack gets a name of its own: in an existing stack the CDK keeps the qualifier that it has.
 * https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-bootstrap.html
 */
export function bootstrapCommand({ accountId, region }: Environment, answer: BootstrapAnswer): string {
  const isBeside = answer.kind === "missing" && (answer.otherQualifiers ?? []).length > 0;
  const beside = `--qualifier ${DEFAULT_QUALIFIER} --toolkit-stack-name CDKToolkit-${DEFAULT_QUALIFIER} `;
  return `npx aws-cdk@latest bootstrap aws://${accountId}/${region} ${isBeside ? beside : ""}--profile NAME`;
}
