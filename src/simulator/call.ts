import type { AwsError, Service } from "./operation.ts";

/** What the simulator reads of a signed request. The signature itself is not checked: any secret will do. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
  /** When the caller's clock said that it signed; milliseconds since the epoch. */
  readonly signedAt: number | undefined;
}

/** Where a request was sent. */
export interface Address {
  /** `http://127.0.0.1:PORT`, where a browser on this machine reaches the simulator. */
  readonly origin: string;
  /** The Region that the host's name or the start of the path tells; empty when they do not. */
  readonly region: string;
}

/** A request that has been read off the wire. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  readonly input: unknown;
  readonly authorization: Authorization | undefined;
  readonly address: Address;
}

/** What becomes of a request: its result, and how the connection treats it. */
export interface Answer {
  readonly result: { readonly output: Record<string, unknown> } | { readonly error: AwsError };
  /** Milliseconds to wait before the answer leaves. */
  readonly delay: number;
  /** The connection is reset instead of the answer being sent. */
  readonly lost: boolean;
  /** The world may have changed. */
  readonly wrote: boolean;
  /** The caller's ARN, when the request said who it is. */
  readonly caller?: string;
}
