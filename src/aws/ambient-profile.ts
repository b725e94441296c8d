/**
 * Makes a profile the one that the SDK takes where none is named, before keys of the environment. The SDK looks up where calls go
 * (`endpoint_url`) in the profile that the environment of the process names, never in one passed as an argument, so that is what
 * is changed: here and nowhere else.
 */
export function useProfile(profile: string | undefined): void {
  const { env } = process;
  if (profile !== undefined) {
    env.AWS_PROFILE = profile;
    for (const key of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) delete env[key];
  }
  // The AWS CLI knows both names, the SDK only the first.
  if (env.AWS_REGION === undefined && env.AWS_DEFAULT_REGION) env.AWS_REGION = env.AWS_DEFAULT_REGION;
}
