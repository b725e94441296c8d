const minute = 60_000;
const hour = 60 * minute;

/** How long what the OIDC service gives out counts, in milliseconds. */
export const lifetimes = {
  /** As between the two times of the example in https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html */
  registration: 90 * 24 * hour,
  /** Also how long a person may take to answer. */
  deviceCode: 10 * minute,
  authorizationCode: 10 * minute,
  accessToken: hour,
  /** https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html */
  portalSession: 8 * hour,
} as const;
