import type { Latency } from "./latency.ts";
import type { Limits } from "./limits.ts";
import type { Approver } from "./sso-oidc/approver.ts";
import type { Caller, World } from "./world/world.ts";

/**
 * One API operation: reads and writes `context.world`, answers the output's members, or throws an {@link AwsError}.
 * The input has passed the service model's constraints, so a handler declares the members it reads as its input's
 * type. Synchronous, so that a request is one transaction: a handler checks everything before it writes anything.
 */
export type Operation = (input: never, context: Context) => Record<string, unknown>;

/** What an operation may know about the request and the simulation. */
export interface Context {
  readonly world: World;
  /** When the request arrived, in milliseconds since the epoch. */
  readonly now: number;
  readonly caller: Caller;
  /** The Region the request was signed for; of an unsigned one, what its address tells, empty when that is nothing. */
  readonly region: string;
  /** `http://127.0.0.1:PORT`, where a browser on this machine reaches the simulator. */
  readonly origin: string;
  readonly limits: Limits;
  readonly latency: Latency;
  /** Set by a `failed-assignment` fault: the asynchronous request that this call starts must end FAILED with it. */
  readonly failsWith: string | undefined;
  /** Absent when people answer sign-in requests themselves, on the pages. */
  readonly approver: Approver | undefined;
}

/** An AWS service as the simulator serves it. Adding one to the list in `services.ts` puts it on the wire. */
export interface Service {
  /** Its name in the AWS CLI, the log and fault rules. */
  readonly id: string;
  /** As it stands in the credential scope of a signature. */
  readonly signingName: string;
  readonly protocol: "json" | "query" | "rest-json";
  /** Requests carry no signature: anybody may call, with a token at most. */
  readonly unsigned?: true;
  /** For `json`: what stands before the operation in `X-Amz-Target`. */
  readonly targetPrefix?: string;
  readonly apiVersion: string;
  /** The namespace of error names in `__type`. */
  readonly errorNamespace: string;
  /** Global services are not subject to the Regions that the organization denies. */
  readonly scope: "regional" | "global";
  readonly operations: Readonly<Record<string, Operation>>;
  /** Completes asynchronous work that was due by `now`. Called before each request, of any service. */
  readonly settle?: (world: World, now: number) => void;
}

/** An error that AWS would answer: thrown by operations, put on the wire by the server. */
export class AwsError extends Error {
  /** The error's name in the service model: `ConflictException`. */
  readonly code: string;
  readonly httpStatus: number;
  /** Members besides the message: `Reason`, `ResourceId`, … */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, members: Readonly<Record<string, unknown>> = {}, httpStatus = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.members = members;
    this.httpStatus = httpStatus;
  }
}

/** How JSON services write a time: seconds since the epoch, with fractions. */
export function timestamp(milliseconds: number): number {
  return milliseconds / 1000;
}

/** Whether an operation only reads; the others change the world, which is saved and journalled for stale reads. */
export function isRead(operation: string): boolean {
  // The keys that it gives are part of the world, though its name says that it only reads.
  if (operation === "GetRoleCredentials") return false;
  return /^(?:Describe|List|Get|Is)[A-Z]/.test(operation);
}
