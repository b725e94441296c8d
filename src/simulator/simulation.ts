import { conditionKeysOf } from "./authorization/condition-keys.ts";
import { permissionsFor } from "./authorization/permissions.ts";
import { decide, type Policy } from "./authorization/policy.ts";
import type { Answer, Call } from "./call.ts";
import { anonymous, callerOf } from "./caller.ts";
import { emptyPage, withoutTokenOfFirstPage } from "./faults/empty-page.ts";
import { faultError } from "./faults/fault-error.ts";
import type { FaultRule } from "./faults/fault-rule.ts";
import { delayOf, Faults } from "./faults/faults.ts";
import { Journal } from "./faults/journal.ts";
import type { Latency } from "./latency.ts";
import type { Limits } from "./limits.ts";
import { AwsError, type Context, isRead, type Service } from "./operation.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { mayCall } from "./role-permissions.ts";
import { accessDenied, skewedSignature, throttled, unrecognizedToken } from "./service-errors.ts";
import type { Approver } from "./sso-oidc/approver.ts";
import { inputError } from "./validation/input-error.ts";
import { serviceModels } from "./validation/service-model.ts";
import { validateInput } from "./validation/validate.ts";
import { provisionedKey } from "./world/identity-center-tables.ts";
import { partitionOfRegion, partitionOfWorld } from "./world/partitions.ts";
import type { Caller, World } from "./world/world.ts";

export interface SimulationSettings {
  readonly world: World;
  readonly services: readonly Service[];
  readonly limits: Limits;
  readonly latency: Latency;
  readonly speed: number;
  readonly faults: readonly FaultRule[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The clock that signatures are held against, which no test turns forward. Milliseconds since the epoch. */
  readonly wallClock: () => number;
  readonly approver: Approver | undefined;
  readonly policy: Policy | undefined;
}

/** Identity Center and its neighbours without the wire: takes calls, keeps the world, applies limits and faults. */
export class Simulation {
  readonly world: World;
  readonly #settings: SimulationSettings;
  readonly #limiter: RateLimiter;
  readonly #faults: Faults;
  readonly #journal: Journal;

  constructor(settings: SimulationSettings) {
    this.world = settings.world;
    this.#settings = settings;
    this.#limiter = new RateLimiter(settings.limits, settings.speed);
    this.#faults = new Faults(settings.faults);
    this.#journal = new Journal(this.#faults.longestLag);
  }

  /** Completes the asynchronous work that is due. */
  settle(): void {
    for (const { settle } of this.#settings.services) settle?.(this.world, this.#settings.now());
  }

  /** Answers a call. Only errors that are not AWS's (bugs) are thrown. */
  answer(call: Call): Answer {
    this.settle();
    const rule = this.#faults.strike({ service: call.service.id, operation: call.operation, input: call.input });
    const slowness = rule?.fault === "slow" ? delayOf(rule) : 0;
    const fate = { delay: this.#settings.latency.call + slowness, lost: rule?.fault === "lost-response" };
    if (rule?.fault === "reset") return { ...fate, result: { output: {} }, lost: true, wrote: false };
    let context: Context | undefined;
    try {
      context = this.#contextOf(call, rule);
      this.#admit(call, context, rule);
      const output = this.#perform(call, context, rule);
      return { ...fate, result: { output }, caller: context.caller.arn, wrote: !isRead(call.operation) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { ...fate, result: { error }, wrote: false, ...(context && { caller: context.caller.arn }) };
    }
  }

  #contextOf({ authorization, service, operation, address, input }: Call, rule: FaultRule | undefined): Context {
    if (authorization === undefined && !service.unsigned) throw missingAuthentication(service);
    const now = this.#settings.now();
    const signed = service.unsigned ? undefined : authorization;
    checkClock(service, signed?.signedAt, this.#settings.wallClock());
    const caller = signed === undefined ? anonymous : callerOf(this.world, signed.accessKeyId, service, now);
    const region = signed?.region ?? address.region;
    const { limits, latency, approver, policy } = this.#settings;
    const forced = rule?.fault === "failed-assignment" ? (rule.reason ?? usualFailure(service)) : undefined;
    const failsWith = forced ?? refusedInManagementAccount(policy, { operation, input }, this.world);
    const { origin } = address;
    return { world: this.world, now, caller, region, origin, limits, latency, failsWith, approver };
  }

  /** Everything that can refuse a request before its operation sees it. */
  #admit({ service, operation, input }: Call, context: Context, rule: FaultRule | undefined): void {
    const forced = rule === undefined ? undefined : faultError(rule, service, operation, context.caller);
    if (forced !== undefined) throw forced;
    checkRegion(service, operation, context);
    if (!mayCall(context.world, context.caller, service, operation)) {
      const action = `${service.signingName}:${operation}`;
      throw accessDenied(
        service,
        operation,
        context.caller,
        `because no identity-based policy allows the ${action} action`,
      );
    }
    checkPolicy(this.#settings.policy, { service, operation, input }, context);
    if (!this.#limiter.allows(service.id, operation, context.now)) throw throttled(service);
    checkInput(service, operation, input);
  }

  #perform(
    { service, operation, input }: Call,
    context: Context,
    rule: FaultRule | undefined,
  ): Record<string, unknown> {
    const run = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
    if (run === undefined) {
      throw new AwsError("UnknownOperationException", `The simulator has no operation ${service.id} ${operation}.`);
    }
    if (!isRead(operation)) {
      this.#journal.record(this.world, context.now);
      return run(input as never, context);
    }
    const page = withoutTokenOfFirstPage(input) as never;
    if (rule?.fault === "empty-page" && operation.startsWith("List")) return emptyPage(input, run(page, context));
    if (rule?.fault !== "stale-read") return run(page, context);
    return run(page, { ...context, world: this.#journal.asOf(this.world, context.now, delayOf(rule)) });
  }
}

/** AWS takes a signature for five minutes, before and after the time that it was made. */
const toleratedSkew = 5 * 60_000;

function checkClock(service: Service, signedAt: number | undefined, now: number): void {
  if (signedAt !== undefined && Math.abs(now - signedAt) > toleratedSkew) throw skewedSignature(service, signedAt, now);
}

/**
 * The policy is the admin's own: people who signed in are held to their permission sets, and roles that the admin assumed
 * elsewhere have their own rights. Who one is, everybody may ask.
 */
function checkPolicy(
  policy: Policy | undefined,
  { service, operation, input }: Pick<Call, "service" | "operation" | "input">,
  { caller, world, region }: Context,
): void {
  const isFree = service.unsigned || operation === "GetCallerIdentity" || caller.arn !== world.caller.arn;
  if (policy === undefined || isFree) return;
  for (const needed of permissionsFor(service, operation, input, { world, region })) {
    const action = `${service.signingName}:${needed.operation}`;
    const decision = decide(policy, action, needed.resources, (resource) => conditionKeysOf(input, resource, world));
    if (decision.allowed) continue;
    const why = decision.explicitly
      ? "with an explicit deny in an identity-based policy"
      : `because no identity-based policy allows the ${action} action`;
    throw accessDenied(service, needed.operation, caller, `on resource: ${decision.resource} ${why}`);
  }
}

/**
 * In the management account Identity Center makes and deletes its roles with the caller's own rights, and finds out afterwards.
 * In other accounts its service-linked role does:
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html
 */
function refusedInManagementAccount(
  policy: Policy | undefined,
  { operation, input }: Pick<Call, "operation" | "input">,
  world: World,
): string | undefined {
  const target = (input as { readonly TargetId?: unknown } | null)?.TargetId;
  const management = world.organization?.managementAccountId;
  if (policy === undefined || management === undefined || target !== management) return undefined;
  const actions = operation === "DeleteAccountAssignment" ? actionsToDelete(input, management, world) : actionsToMake;
  const role = `arn:aws:iam::${management}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_any_0`;
  const denied = actions.find((action) => !decide(policy, action, [role]).allowed);
  if (denied === undefined) return undefined;
  const who = `User: ${world.caller.arn} is not authorized to perform: ${denied}`;
  const details = "(Service: AmazonIdentityManagement; Status Code: 403; Error Code: AccessDenied; Proxy: null)";
  return `${refusedByIam} IAM Error: ${who} on resource: role AWSReservedSSO_any_0 ${details}`;
}

const actionsToMake = ["iam:GetRole", "iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy"];

/** A role goes with the last assignment of its permission set there: what is in it first, as IAM wants it. */
function actionsToDelete(input: unknown, accountId: string, { assignments }: World): readonly string[] {
  const { PermissionSetArn = "" } = input as { readonly PermissionSetArn?: string };
  if (assignments.idsBy("role", provisionedKey(accountId, PermissionSetArn)).length !== 1) return [];
  return ["iam:GetRole", "iam:DetachRolePolicy", "iam:DeleteRolePolicy", "iam:DeleteRole"];
}

/** What Identity Center reports when IAM in the target account refuses to make the role. */
const refusedByIam =
  "Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete.";

/** The reason of a `failed-assignment` fault that gives none. */
function usualFailure({ id }: Service): string {
  return id === "organizations" ? "INTERNAL_FAILURE" : refusedByIam;
}

function missingAuthentication({ protocol }: Service): AwsError {
  const message = "Request is missing Authentication Token";
  return protocol === "query"
    ? new AwsError("MissingAuthenticationToken", message, {}, 403)
    : new AwsError("MissingAuthenticationTokenException", message);
}

function checkRegion(service: Service, operation: string, { world, region, caller }: Context): void {
  if (service.unsigned) return;
  if (partitionOfRegion(region) !== partitionOfWorld(world)) throw unrecognizedToken(service);
  // Organizations and IAM have one Region for all; STS knows tokens by Region as the others do.
  const isEverywhere = service.scope === "global" && service.id !== "sts";
  if (!isEverywhere && isDisabled(region, world, caller)) throw unrecognizedToken(service);
  if (service.scope === "global") return;
  if (world.regions.denied.includes(region)) {
    throw accessDenied(service, operation, caller, "with an explicit deny in a service control policy");
  }
}

/** Whether the account has not enabled a Region that is off until somebody does. */
function isDisabled(region: string, { regions, accounts }: World, { accountId }: Caller): boolean {
  return regions.disabled.includes(region) || accounts.get(accountId)?.disabledRegions?.includes(region) === true;
}

function checkInput(service: Service, operation: string, input: unknown): void {
  const model = Object.entries(serviceModels).find(([id]) => id === service.id)?.[1];
  const fault = model === undefined ? undefined : validateInput(model, operation, input);
  if (fault !== undefined) throw inputError(service, fault);
}
