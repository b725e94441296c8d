import * as z from "zod";
import type { Immutable } from "../../core/text/immutable.ts";
import { schemaMember, simulatedMember } from "../../core/text/schema-member.ts";

const checkSchema = z
  .strictObject({
    name: z.enum(["readers", "environment", "aws-sdk", "aws-cli", "bootstrap", "amplify", "gen1"]),
    state: z.enum(["ok", "failed", "unknown"]).describe("unknown: it could not be told, which is no yes"),
    message: z.string().describe("What was found"),
    remedy: z.string().describe("What to do").exactOptional(),
  })
  .describe("One thing that was looked at to prove a profile");

/** What `onboard local` prints with `--format json`. */
export const localSchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("local"),
  simulated: simulatedMember,
  configFile: z.string().describe("The config file that has the profiles"),
  portal: z
    .strictObject({ startUrl: z.string(), ssoRegion: z.string(), session: z.string() })
    .describe("The access portal, and the name of its session in the config file"),
  person: z
    .strictObject({ email: z.string(), username: z.string() })
    .describe("Whom the machine is set up for; absent where the portal was asked instead of a handover")
    .exactOptional(),
  signIn: z
    .strictObject({
      as: z
        .enum(["chosen", "other", "unknown", "not-looked-at"])
        .describe("Whether it is that person who is signed in; not-looked-at: with --no-login, or nobody was chosen"),
      userName: z.string().describe("Whom AWS says it is").exactOptional(),
    })
    .describe("Who is signed in"),
  profiles: z
    .array(z.strictObject({ profile: z.string(), checks: z.array(checkSchema) }))
    .describe("The profiles that were written, and what was found about each"),
  ready: z.boolean().describe("Nothing failed: with --no-login, in the files alone"),
});

export type LocalDocument = Immutable<z.output<typeof localSchema>>;
