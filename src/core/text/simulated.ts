/** The mark of what tells of a simulation, as a member to add to a document. */
export function simulatedIf(isSimulated: boolean): { readonly simulated?: true } {
  return isSimulated ? { simulated: true } : {};
}
