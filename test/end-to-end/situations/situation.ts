import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { FaultRule } from "../../../src/simulator/faults/fault-rule.ts";
import { parseOrganization } from "../../../src/simulator/organization-file/organization-file.ts";
import { startSimulator } from "../../../src/simulator/start.ts";
import { emptyFolder, onboard } from "../onboard.ts";

/** What an administrator finds: files in a folder, and an organization as the simulator's `--org` describes one. */
export interface Situation {
  readonly team: string;
  /** `onboard.json`. */
  readonly settings?: object;
  /** As in an organization file; the simulator's own where it is absent. */
  readonly organization?: object;
  readonly faults?: readonly FaultRule[];
}

interface Problem {
  readonly place?: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly remedy: string;
}

interface Change {
  readonly action: string;
  readonly key: string;
  readonly blocked?: { readonly reason: string; readonly remedy: string; readonly command?: string };
}

interface Access {
  readonly state: string;
  readonly signsIn: boolean;
  readonly reason?: string;
  readonly remedy?: string;
}

interface ReadyPerson {
  readonly userName: string;
  readonly ready: string;
  readonly state: string;
  readonly access: readonly Access[];
}

/** The members of plan, report, status and error that situations are told by. */
export interface Document {
  readonly kind: string;
  readonly error?: { readonly kind: string; readonly message: string };
  readonly problems?: readonly Problem[];
  readonly changes?: readonly Change[];
  readonly results?: readonly {
    readonly outcome: string;
    readonly change: Change;
    readonly reason?: string;
    readonly remedy?: string;
    readonly cause?: { readonly kind: string; readonly place: object; readonly subject?: string };
  }[];
  readonly summary: Readonly<Record<string, number>>;
  readonly warnings?: readonly string[];
  readonly dangers?: readonly { readonly name: string; readonly count: number; readonly message: string }[];
  readonly drift?: readonly {
    readonly kind: string;
    readonly message: string;
    readonly accountIds: readonly string[];
    readonly commands?: readonly string[];
  }[];
  readonly heldOtherwise?: readonly object[];
  readonly next?: string;
  readonly readiness?: { readonly people: readonly ReadyPerson[] };
  readonly people?: readonly ReadyPerson[];
}

/** What a command said and what it asked of AWS. */
export interface Played {
  readonly code: number | null;
  readonly document: Document;
  /** Operations, in the order in which AWS was asked. */
  readonly asked: readonly string[];
}

/** Commands typed one after the other into the built program, in one folder and against one organization. */
export interface Scene {
  /** `onboard --emails team.csv …`, read as JSON. */
  readonly team: (...args: readonly string[]) => Promise<Played>;
  /** Any other command, read as JSON. */
  readonly command: (...args: readonly string[]) => Promise<Played>;
  /** What is printed where a job's log is read by strangers. */
  readonly inCi: (...args: readonly string[]) => Promise<string>;
  readonly read: (file: string) => Promise<string>;
}

const SETTLED = { name: "amplify-policy", sessionDuration: "PT12H" } as const;

/** The permission set as this program makes it, but for one of its tags. */
export const AMPLIFY_POLICY = {
  ...SETTLED,
  managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
  tags: { "managed-by": "amplify-onboard" },
};

export const BO = { userName: "bo@example.com", email: "bo@example.com", givenName: "Bo", familyName: "Lund" };

/** A CSV file of these rows. */
export function csv(header: string, ...rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  return [header, ...rows.map((row) => row.map(quoted).join(","))].map((line) => `${line}\n`).join("");
}

/** An organization whose only instance is so. */
export function withInstance(instance: object, others: object = {}): object {
  return { ...others, instances: [instance] };
}

export async function enter({ team, settings, organization = {}, faults = [] }: Situation): Promise<Scene> {
  const cwd = await emptyFolder();
  const description = parseOrganization(JSON.stringify(organization), "org.json");
  const asked: string[] = [];
  const simulator = await startSimulator({
    speed: 1000,
    organization: description,
    faults,
    onRequest: ({ operation }) => asked.push(operation ?? ""),
  });
  onTestFinished(() => simulator.close());
  await writeFile(path.join(cwd, "team.csv"), team);
  if (settings !== undefined) await writeFile(path.join(cwd, "onboard.json"), JSON.stringify(settings));
  const region = { AWS_REGION: simulator.region };
  const command = async (...args: readonly string[]) => {
    asked.length = 0;
    const { code, stdout, stderr } = await onboard([...args, "--format", "json"], {
      cwd,
      endpoint: simulator.url,
      env: region,
    });
    if (!stdout.startsWith("{")) throw new Error(`No document (${code}): ${stdout}${stderr}`);
    return { code, document: JSON.parse(stdout) as Document, asked: [...asked] };
  };
  const inCi = async (...args: readonly string[]) => {
    const env = { ...region, CI: "true", GITHUB_ACTIONS: "true" };
    const { stdout, stderr } = await onboard(["--emails", "team.csv", ...args], { cwd, endpoint: simulator.url, env });
    return stdout + stderr;
  };
  return {
    team: (...args) => command("--emails", "team.csv", ...args),
    command,
    inCi,
    read: (file) => readFile(path.join(cwd, file), "utf8"),
  };
}

/** Enters a situation and looks at the plan. */
export async function planOf(situation: Situation, ...args: readonly string[]): Promise<Played> {
  return (await enter(situation)).team("--dry-run", ...args);
}

/** The blocked changes of a plan, by key. */
export function blockedIn({ changes = [] }: Document): Readonly<Record<string, NonNullable<Change["blocked"]>>> {
  return Object.fromEntries(changes.flatMap(({ key, blocked }) => (blocked === undefined ? [] : [[key, blocked]])));
}

/** What is to be done, as action and key. */
export function changesIn({ changes = [] }: Document): readonly string[] {
  return changes.map(({ action, key }) => `${action} ${key}`);
}

/** Who is how ready. */
export function statesIn({ readiness, people = [] }: Document): Readonly<Record<string, string>> {
  return Object.fromEntries((readiness?.people ?? people).map(({ userName, state }) => [userName, state]));
}
