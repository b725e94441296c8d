import type { InstanceMetadata } from "@aws-sdk/client-sso-admin";
import type { Caller } from "./find-organization.ts";

/** An instance as one Region shows it. The same one may be seen in several Regions: its primary one and its replicas. */
export interface SeenInstance extends InstanceMetadata {
  readonly seenIn: string;
}

export interface InstanceSearch {
  readonly caller: Caller;
  readonly managementAccountId: string | undefined;
  /** Look only here. */
  readonly ssoRegion?: string;
  /** By what the instance is known that is meant: all of it must be so. */
  readonly meant: readonly string[];
  /** The ARN of the one to take where several could be meant. */
  readonly preferred?: string;
  /** Look here first: most callers work where their Identity Center is. */
  readonly homeRegion: string;
}

/** What a look into Regions showed: instances, and Regions that would not answer (a policy, or not enabled). */
export interface Sightings {
  readonly instances: readonly SeenInstance[];
  readonly unknown: readonly string[];
}
