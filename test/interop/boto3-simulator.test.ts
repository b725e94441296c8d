import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { services } from "../../src/simulator/services.ts";
import { startSimulator } from "../../src/simulator/start.ts";
import { awsEnvironment, requireTool, run } from "./child.ts";

const script = fileURLToPath(new URL("boto3-simulator.py", import.meta.url));

it("a boto3 program gets through, and every answer fits botocore's own models", async () => {
  const simulator = await startSimulator({ speed: 10, approve: "first" });
  const standalone = await startSimulator({ speed: 10, organization: { organization: false } });
  try {
    const env = { ...(await awsEnvironment(simulator.url)), STANDALONE_ENDPOINT_URL: standalone.url };
    await requireTool("python3", ["-c", "import boto3"], env);
    const { code, stdout, stderr } = await run("python3", [script], { env });
    expect(stderr).toBe("");
    expect(code).toBe(0);

    const checked = JSON.parse(stdout) as { operations: string[]; errors: string[]; answers: number };
    const offered = services.flatMap(({ id, operations }) => Object.keys(operations).map((name) => `${id}:${name}`));
    expect(checked.operations).toEqual(offered.sort());
    expect(checked.errors).toEqual([
      "AWSOrganizationsNotInUseException",
      "AccessDenied",
      "AccessDeniedException",
      "AccountAlreadyClosedException",
      "AccountNotFoundException",
      "AlreadyExistsException",
      "AlreadyInOrganizationException",
      "AuthorizationPendingException",
      "ChangeSetNotFound",
      "ConflictException",
      "DuplicateAccountException",
      "DuplicateOrganizationalUnitException",
      "ForbiddenException",
      "InvalidInputException",
      "InvalidRequestException",
      "NoSuchEntity",
      "OrganizationalUnitNotEmptyException",
      "OrganizationalUnitNotFoundException",
      "ParameterNotFound",
      "ResourceNotFoundException",
      "UnauthorizedException",
      "ValidationError",
      "ValidationException",
    ]);
    expect(checked.answers).toBeGreaterThan(100);
  } finally {
    await Promise.all([simulator.close(), standalone.close()]);
  }
});
