import type { AccessToken, ClientAuthorization } from "./sign-in-records.ts";
import { Table } from "./table.ts";

export type AuthorizationTable = Table<ClientAuthorization, "deviceCode" | "userCode" | "code">;
export type AccessTokenTable = Table<AccessToken, "refreshToken" | "session">;

export function authorizationTable(): AuthorizationTable {
  return new Table({
    deviceCode: (authorization) => (authorization.kind === "device" ? [authorization.deviceCode] : []),
    userCode: (authorization) => (authorization.kind === "device" ? [authorization.userCode] : []),
    code: (authorization) => (authorization.kind === "code" ? [authorization.code] : []),
  });
}

export function accessTokenTable(): AccessTokenTable {
  return new Table({
    refreshToken: ({ refreshToken }) => (refreshToken === undefined ? [] : [refreshToken]),
    session: ({ sessionId }) => [sessionId],
  });
}

/** The key of what is bootstrapped in a Region of an account under a qualifier. */
export function bootstrapKey(accountId: string, region: string, qualifier: string): string {
  return `${accountId} ${region} ${qualifier}`;
}
