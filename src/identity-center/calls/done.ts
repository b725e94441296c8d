/** What is kept of a change that AWS made: the id to quote in a support case. Absent when the thing was found already made. */
export interface Done {
  readonly requestId?: string;
  /** It was so when the run came to it: somebody else has done it meanwhile. */
  readonly already?: true;
}

/** What is kept of what was found done, by us if an answer was lost before. */
export function foundDone(isOurs: boolean): Done {
  return isOurs ? {} : { already: true };
}

/** From the metadata of an answer. */
export function doneBy({ requestId }: { readonly requestId?: string | undefined }): Done {
  return requestId === undefined ? {} : { requestId };
}
