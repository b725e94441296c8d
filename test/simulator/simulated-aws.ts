import { CreateUserCommand, IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { expect, onTestFinished } from "vitest";
import { type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { serviceModels } from "../../src/simulator/validation/service-model.ts";
import type { RequestRecord } from "../../src/simulator/wire/request-log.ts";

/** The default organization's ids, as the simulator's documentation gives them. */
export const known = {
  instanceArn: "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6",
  identityStoreId: "d-9067a1b2c3",
  management: "111122223333",
  north: "210987654321",
  south: "345678901234",
  staging: "456789012345",
  suspended: "789012345678",
  policyArn: "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess",
};

const unlimited = {
  ssoAdminPerSecond: Number.POSITIVE_INFINITY,
  identityStorePerSecond: Number.POSITIVE_INFINITY,
  organizationsPerSecond: Number.POSITIVE_INFINITY,
};

/** Errors that any operation may answer, which the models of AWS do not repeat for each. */
const commonErrors = ["ExpiredTokenException", "SerializationException", "UnrecognizedClientException"];

/** Errors that AWS answers and its models leave out. */
const unmodelled: Readonly<Record<string, readonly string[]>> = {
  amplify: ["AccessDeniedException"],
  cloudformation: ["AccessDenied", "ChangeSetNotFound", "InvalidChangeSetStatus", "ValidationError"],
  ssm: ["AccessDeniedException", "ValidationException"],
  sso: ["ForbiddenException"],
  sts: ["AccessDenied", "ExpiredToken", "InvalidClientTokenId"],
};

/** What an answer says that the operation's model does not allow it to: an error which it does not declare. */
function undeclaredError({ service, operation, error }: RequestRecord): string[] {
  const { operations } = Object.entries(serviceModels).find(([id]) => id === service)?.[1] ?? {};
  const declared = operations?.[operation]?.errors;
  if (
    error === undefined ||
    declared === undefined ||
    declared.concat(commonErrors, unmodelled[service] ?? []).includes(error)
  )
    return [];
  return [`${service} ${operation} does not declare ${error}`];
}

/** A simulator with a clock that only `pass` moves, real SDK clients that never retry, and what nearly every test needs first. */
export async function simulateAws(options: SimulatorOptions = {}) {
  let time = Date.parse("2026-11-20T09:00:00Z");
  const undeclared: string[] = [];
  const simulator = await startSimulator({
    now: () => time,
    onRequest: (record) => undeclared.push(...undeclaredError(record)),
    ...options,
    latency: { call: 0, ...options.latency },
    limits: { ...unlimited, ...options.limits },
  });
  onTestFinished(async () => {
    await simulator.close();
    expect(undeclared).toEqual([]);
  });
  const settings = (region: string) => ({
    endpoint: simulator.url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
  });
  const ssoAdmin = new SSOAdminClient(settings("us-east-1"));
  const identityStore = new IdentitystoreClient(settings("us-east-1"));
  const instance = { InstanceArn: known.instanceArn };

  const createPermissionSet = async (name = "amplify-policy") => {
    const { PermissionSet } = await ssoAdmin.send(new CreatePermissionSetCommand({ ...instance, Name: name }));
    return { ...instance, PermissionSetArn: PermissionSet?.PermissionSetArn ?? "" };
  };
  const createUser = async (userName = "ada") => {
    const user = await identityStore.send(
      new CreateUserCommand({
        IdentityStoreId: known.identityStoreId,
        UserName: userName,
        DisplayName: userName,
        Name: { GivenName: userName, FamilyName: "Example" },
      }),
    );
    return user.UserId ?? "";
  };
  const assign = async (set: { PermissionSetArn: string }, TargetId: string, PrincipalId: string) => {
    const { AccountAssignmentCreationStatus } = await ssoAdmin.send(
      new CreateAccountAssignmentCommand({
        ...instance,
        ...set,
        TargetId,
        TargetType: "AWS_ACCOUNT",
        PrincipalType: "USER",
        PrincipalId,
      }),
    );
    return AccountAssignmentCreationStatus?.RequestId ?? "";
  };
  const statusOf = async (requestId: string) => {
    const command = { ...instance, AccountAssignmentCreationRequestId: requestId };
    const answer = await ssoAdmin.send(new DescribeAccountAssignmentCreationStatusCommand(command));
    return answer.AccountAssignmentCreationStatus;
  };

  return {
    simulator,
    ssoAdmin,
    identityStore,
    organizations: new OrganizationsClient(settings("us-east-1")),
    ssoAdminIn: (region: string) => new SSOAdminClient(settings(region)),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    createPermissionSet,
    createUser,
    assign,
    statusOf,
  };
}

/** The error that a call is answered with; fails when the call succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error("the call was expected to fail, and succeeded");
}
