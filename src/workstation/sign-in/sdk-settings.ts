/** What all clients of a sign-in have in common: short patience with a dead network, and no retries but our own. */
export function sdkSettings(region: string, endpoint: string | undefined) {
  return {
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}
