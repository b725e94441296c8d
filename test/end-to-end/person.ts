/** Somebody of the directory who signs in with their address, as the simulator's description of an organization has them. */
export function person(name: string, others: object = {}) {
  const address = `${name}@example.com`;
  return { userName: address, email: address, givenName: name, familyName: "Silva", ...others };
}
