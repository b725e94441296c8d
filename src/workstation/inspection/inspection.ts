/** A file as it was found, byte for byte. `mode` is undefined where the system has no such thing. */
export type InspectedFile =
  | { readonly state: "absent"; readonly file: string }
  | { readonly state: "dangling"; readonly file: string; readonly target: string }
  | { readonly state: "unreadable"; readonly file: string; readonly reason: string }
  | {
      readonly state: "present";
      readonly file: string;
      readonly bytes: Buffer;
      readonly mode: number | undefined;
    };

/** A file of the sign-in cache, without its secrets. Times are milliseconds since 1970. */
export interface InspectedCacheFile {
  readonly file: string;
  readonly mode: number | undefined;
  readonly content:
    | { readonly kind: "unreadable" }
    | { readonly kind: "other" }
    | {
        readonly kind: "token";
        readonly startUrl: string;
        readonly expiresAt: number | undefined;
        readonly isRefreshable: boolean;
      };
}

/** The AWS CLI on the search path: its version, or that it did not answer, or that there is none. */
export type InspectedAwsCli =
  | { readonly state: "found"; readonly version: readonly [major: number, minor: number, patch: number] }
  | { readonly state: "silent" }
  | { readonly state: "absent" };

/** All that was looked at on this machine. */
export interface Inspection {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
  /** Node's version, like `20.20.2`. */
  readonly node: string;
  readonly awsCli: InspectedAwsCli;
  readonly config: InspectedFile;
  readonly credentials: InspectedFile;
  /** What keeps clients from agreeing on where these files are. */
  readonly locationNotes: readonly string[];
  readonly cacheFolder: { readonly folder: string; readonly mode: number | undefined };
  readonly cacheFiles: readonly InspectedCacheFile[];
}
