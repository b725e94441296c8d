import * as z from "zod";
import { groupName } from "./name-schemas.ts";

export const groupSchema = z.strictObject({ kind: z.literal("Group"), displayName: groupName });
