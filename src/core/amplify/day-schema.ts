import * as z from "zod";
import type { Immutable } from "../text/immutable.ts";
import { schemaMember } from "../text/schema-member.ts";
import { SHELLS } from "../text/shell-words.ts";
import { FRONTEND_KINDS } from "./frontend.ts";

const command = z.strictObject({
  id: z.string().describe("What it does, as a stable name"),
  what: z.string().describe("What it is for"),
  lines: z.array(z.string()).describe("What to type, one line after the other, quoted for the shell"),
  words: z.array(z.array(z.string())).describe("The same, each line as its words without any quoting"),
  note: z.string().describe("What to know of it").exactOptional(),
});

/** What `onboard day` prints with `--format json`. */
export const daySchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("day"),
  shell: z.enum(SHELLS).describe("The shell that the lines are quoted for"),
  project: z
    .strictObject({
      generation: z.enum(["gen1", "gen2"]),
      frontend: z.enum(FRONTEND_KINDS).describe("The kind of frontend that was found"),
      root: z.string().describe("The folder that holds amplify/").exactOptional(),
      packageName: z.string().describe("The name in its package.json").exactOptional(),
    })
    .describe("The project that the commands are for"),
  profile: z.string().describe("The profile that signs in"),
  accountId: z.string().describe("The account that it is for, where that is known").exactOptional(),
  region: z.string().describe("Its Region, where that is known").exactOptional(),
  gen1Profile: z.string().describe("Gen 1: the profile that Amplify's CLI is given").exactOptional(),
  environment: z.string().describe("Gen 1: the person's own environment").exactOptional(),
  identifier: z.string().describe("Gen 2: what keeps the sandbox apart from those of others").exactOptional(),
  stack: z.string().describe("Gen 2: the name of the sandbox's stack").exactOptional(),
  warnings: z.array(z.string()).describe("What to know before any of it is typed"),
  groups: z
    .array(z.strictObject({ id: z.string(), title: z.string(), commands: z.array(command) }))
    .describe("What to type, by part of the day"),
});

export type DayDocument = Immutable<z.output<typeof daySchema>>;
