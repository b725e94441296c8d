/**
 * Whether CreateAccount makes an account with this address, which has passed the service model's pattern. What that lets
 * through and this does not is accepted, and fails later with INVALID_EMAIL.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export function isAccountEmail(email: string): boolean {
  const [local = "", domain = "", ...more] = email.split("@");
  if (more.length > 0 || !/^[\x21-\x7e]+$/.test(local)) return false;
  const isLocal = !local.startsWith(".") && !/["'()<>[\]:;,\\|%&]/.test(local);
  return isLocal && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(domain) && domain.includes(".");
}
