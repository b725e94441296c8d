import type { SimulatorOptions } from "../../src/simulator/start.ts";
import type { FaultRule } from "./draw-faults.ts";
import type { Random } from "./random.ts";

type Organization = NonNullable<SimulatorOptions["organization"]>;

/** An account of the team file: `id` is its id, or the reference under which the program knows a new one. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** What the team file says; the name or the id of an account that is there. */
  readonly cell?: string;
}

/** An account that is asked for as new. */
export interface WantedAccount {
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  /** The path of the unit to which it goes out of the root. */
  readonly unit: string | undefined;
}

/** The accounts of the simulator's default organization that people work in. */
export const knownAccounts = [
  { id: "210987654321", name: "Sandbox North" },
  { id: "345678901234", name: "Sandbox South" },
  { id: "456789012345", name: "Staging" },
  { id: "567890123456", name: "Production" },
] as const;

/** The unit that new accounts go to, where the settings name one. */
const UNIT = "Workloads/Sandboxes";

/** How new accounts are named and placed, and the organization that they come to. */
export interface NewAccounts {
  /** The member `accounts` of the settings file. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly organization: Organization;
  readonly wanted: readonly WantedAccount[];
}

/** The root address that the settings give to a reference. */
export function rootAddressOf(reference: string): string {
  return `aws+${reference.slice("new:".length)}@example.com`;
}

/** A new account instead of some accounts of a grant: the person's own, or one for several people. */
export function drawNewAccount(random: Random, userName: string): Account | undefined {
  if (!random.chance(0.5)) return undefined;
  const own = userName.replace(/@.*/, "").toLowerCase();
  const name = random.chance(0.25) ? "shared" : own;
  const cell = name === "shared" ? "new:shared" : random.pick(["new", "NEW", `new:${own}`]);
  return { id: `new:${name}`, name: `sandbox-${name}`, cell };
}

/** Some of them may be there already: in the root, where they belong, or where somebody else has put them. */
export function drawNewAccounts(random: Random, accounts: readonly Account[]): NewAccounts {
  const hasUnit = random.chance(0.8);
  const wanted = [
    ...new Map(
      accounts.map(({ id, name }) => [
        id,
        { reference: id, name, email: rootAddressOf(id), unit: hasUnit ? UNIT : undefined },
      ]),
    ).values(),
  ];
  const present = random.some(wanted, 0.25).map(({ email }, index) => {
    const organizationalUnit = random.pick(["", UNIT, "Security"]);
    return {
      id: `90000000000${index}`,
      name: `By hand ${index}`,
      email: random.chance(0.3) ? email.toUpperCase() : email,
      ...(organizationalUnit === "" ? {} : { organizationalUnit }),
    };
  });
  const known = knownAccounts.map(({ id, name }) => ({ id, name, organizationalUnit: "Workloads" }));
  return {
    settings: {
      newAccountEmail: "aws+{username}@example.com",
      newAccountName: "sandbox-{username}",
      ...(hasUnit ? { organizationalUnit: UNIT } : {}),
      ...(random.chance(0.3) ? { newAccountTags: { team: "web" } } : {}),
    },
    organization: { accounts: [...known, ...present], organizationalUnits: [UNIT, "Security"] },
    wanted,
  };
}

const writes = ["CreateAccount", "CreateAccount", "CreateAccount", "MoveAccount"] as const;

const reads = [
  "ListCreateAccountStatus",
  "ListCreateAccountStatus",
  "DescribeCreateAccountStatus",
  "DescribeAccount",
  "ListParents",
  "ListAccounts",
  "ListAccountsForParent",
] as const;

/** How AWS misbehaves about accounts in one run, beside everything else. */
export function drawAccountFaults(random: Random): readonly FaultRule[] {
  return Array.from({ length: random.int(0, 3) }, () => drawAccountFault(random));
}

function drawAccountFault(random: Random): FaultRule {
  const times = drawTimes(random);
  switch (random.pick(["lost", "lost", "lost", "write", "read", "ended", "ended", "stale", "stale", "new", "denied"])) {
    case "lost":
      return { fault: "lost-response", operation: random.pick(writes), ...times };
    case "write":
      return {
        fault: random.pick(["conflict", "error500", "reset", "throttle"]),
        operation: random.pick(writes),
        ...times,
      };
    case "read":
      return { fault: random.pick(["error500", "reset", "conflict"]), operation: random.pick(reads), ...times };
    case "ended": {
      // Reasons that the simulator has none of itself, so that those which it gives tell of a doubled request.
      const reason = random.pick(["INTERNAL_FAILURE", "INTERNAL_FAILURE", "MISSING_PAYMENT_INSTRUMENT"]);
      return { fault: "failed-assignment", operation: "CreateAccount", reason, ...times };
    }
    case "stale":
      return { fault: "stale-read", operation: random.pick(reads), delay: random.int(2, 25) / 10, ...times };
    case "new":
      return {
        fault: "error",
        error: "FinalizingOrganizationException",
        operation: "CreateAccount",
        from: 1,
        count: random.int(1, 3),
      };
    default:
      return { fault: "access-denied", operation: random.pick([...writes, ...reads]), ...times };
  }
}

function drawTimes(random: Random): Pick<FaultRule, "nth" | "from" | "count" | "probability" | "seed"> {
  switch (random.pick(["nth", "nth", "span", "probability"])) {
    case "nth":
      return { nth: random.int(1, 3) };
    case "span":
      return { from: random.int(1, 3), count: random.int(1, 4) };
    default:
      return { probability: random.int(10, 40) / 100, seed: random.int(1, 1_000_000) };
  }
}
