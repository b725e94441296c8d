import type { CauseKind, FailureCause } from "../../core/errors/failure-cause.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";

/** What a request is aimed at. Whom it is for is no part of it: a cause that is somebody's own stops nobody else. */
export type Aim = Omit<FailureCause["place"], "principal">;

/** Thrown in place of a request that AWS is known to refuse, since it has refused another one for a cause that both meet. */
export class KnownRefusal extends Error {
  readonly refusal: OnboardError;

  constructor(refusal: OnboardError) {
    super(refusal.message, { cause: refusal });
    this.name = "KnownRefusal";
    this.refusal = refusal;
  }
}

/** What AWS has refused requests of one kind for in this run. */
export interface KnownRefusals {
  /** Throws a {@link KnownRefusal} where a request that is aimed there would meet a cause that is known. */
  check(aim: Aim): void;
  /** Keeps why a request was refused, if others meet the same; gives the error back. */
  remember<Thrown>(error: Thrown, aim: Aim): Thrown;
}

/**
 * How far a cause reaches: wherever its place is, or no farther than the request that met it, since rights and quotas may
 * be others elsewhere. What is not here passes by itself, or is about one person.
 */
const REACH: Readonly<Partial<Record<CauseKind, "its place" | "the same aim">>> = {
  "missing-policy": "its place",
  "missing-boundary": "its place",
  "unattachable-policy": "its place",
  "malformed-policy": "its place",
  "unreachable-account": "its place",
  "management-account": "its place",
  "kms-denied": "its place",
  "kms-key": "its place",
  quota: "the same aim",
  "organization-policy": "the same aim",
  "not-allowed": "the same aim",
};

/** Nothing is refused yet. */
export function createKnownRefusals(): KnownRefusals {
  const known: { readonly within: Aim; readonly refusal: OnboardError }[] = [];
  return {
    check: (aim) => {
      const met = known.find(({ within }) => isWithin(aim, within));
      if (met !== undefined) throw new KnownRefusal(met.refusal);
    },
    remember: (error, aim) => {
      if (!(error instanceof OnboardError) || error.failureCause === undefined) return error;
      const { kind, place } = error.failureCause;
      const reach = REACH[kind];
      if (reach !== undefined) known.push({ within: reach === "the same aim" ? aim : place, refusal: error });
      return error;
    },
  };
}

function isWithin(aim: Aim, { accountId, permissionSet }: Aim): boolean {
  return (
    (accountId === undefined || aim.accountId === accountId) &&
    (permissionSet === undefined || aim.permissionSet === permissionSet)
  );
}
