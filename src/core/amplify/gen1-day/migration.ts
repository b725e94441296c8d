import { type DayGroup, typed } from "../day.ts";
import { GEN1_ENDS, MIGRATION_PERMISSION_SET, MIGRATION_SINCE } from "../gen1-end.ts";

const migration = (...words: readonly string[]) => typed("amplify", "gen2-migration", ...words);

/** The way to Gen 2, the same for everybody. */
export const MIGRATION: DayGroup = {
  id: "migration",
  title: `To Gen 2, before Gen 1 ends on ${GEN1_ENDS}`,
  commands: [
    { id: "migration-assess", what: "See what can be moved", lines: [migration("assess")] },
    {
      id: "migration",
      what: "Move it",
      lines: [migration("lock"), migration("generate"), migration("refactor", "--to", "STACK")],
      note: `A developer preview, in Amplify CLI ${MIGRATION_SINCE} and later. It needs the CDK bootstrap, and rights beyond AdministratorAccess-Amplify: ask your administrator for the permission set ${MIGRATION_PERMISSION_SET}. STACK is the Gen 2 stack.`,
    },
    {
      id: "migration-rollback",
      what: "Take a step back",
      lines: [migration("refactor", "--to", "STACK", "--rollback"), migration("lock", "--rollback")],
    },
  ],
};
