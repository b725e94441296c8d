import { AwsError } from "../operation.ts";

const reservedNames = new Set(["administrator", "awsadministrators"]);

/** Throws ValidationException for a name that neither a user nor a group can have. https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroup.html */
export function checkNotReserved(attribute: string, name: string): void {
  if (!reservedNames.has(name.toLowerCase())) return;
  throw new AwsError("ValidationException", `${name} is a reserved ${attribute}`);
}
