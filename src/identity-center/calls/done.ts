/** What is kept of a change that AWS made: the id to quote in a support case. Absent when the thing was found already made. */
export interface Done {
  readonly requestId?: string;
}

/** From the metadata of an answer. */
export function doneBy({ requestId }: { readonly requestId?: string | undefined }): Done {
  return requestId === undefined ? {} : { requestId };
}
