/** How long the simulator takes, in milliseconds: calls, and the asynchronous work that calls start. */
export interface Latency {
  readonly call: number;
  /** An assignment whose permission set the account already has; also what a deletion takes. */
  readonly assignment: number;
  /** The first assignment of a permission set in an account, which makes the role there. */
  readonly firstAssignment: number;
  readonly deletion: number;
  /** ProvisionPermissionSet, for each account. */
  readonly provisioning: number;
  /** From CreateUser or CreateGroup until an assignment finds the new principal in the directory. */
  readonly newPrincipal: number;
  readonly createAccount: number;
  /** From a created account's SUCCEEDED until its roles can be used. */
  readonly accountReady: number;
  /** From CloseAccount, which makes an account PENDING_CLOSURE, until it is SUSPENDED. */
  readonly closeAccount: number;
  /** A whole run of the CDK's bootstrap stack, made or updated; preparing its change set takes a fortieth of it. */
  readonly bootstrap: number;
  /** Between two tries with a device code; told to clients in whole seconds, one at least. */
  readonly deviceCodeInterval: number;
}

/** AWS publishes none of these; they are of the order that people report, so that a run feels like the real one. */
export const typicalLatency: Latency = {
  call: 2,
  assignment: 1_000,
  firstAssignment: 3_000,
  deletion: 1_000,
  provisioning: 2_000,
  newPrincipal: 0,
  createAccount: 5_000,
  accountReady: 5_000,
  closeAccount: 5_000,
  bootstrap: 30_000,
  deviceCodeInterval: 5_000,
};

/** The same latencies, `speed` times shorter. */
export function accelerate(latency: Latency, speed: number): Latency {
  return {
    call: latency.call / speed,
    assignment: latency.assignment / speed,
    firstAssignment: latency.firstAssignment / speed,
    deletion: latency.deletion / speed,
    provisioning: latency.provisioning / speed,
    newPrincipal: latency.newPrincipal / speed,
    createAccount: latency.createAccount / speed,
    accountReady: latency.accountReady / speed,
    closeAccount: latency.closeAccount / speed,
    bootstrap: latency.bootstrap / speed,
    deviceCodeInterval: latency.deviceCodeInterval / speed,
  };
}
