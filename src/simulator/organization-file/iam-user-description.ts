import * as z from "zod";

const time = z.iso.datetime({ offset: true, message: "must be a time such as 2024-05-01T09:00:00Z" });

const accessKey = z.strictObject({
  /** Made up when it is absent. */
  id: z
    .string()
    .regex(/^AKIA[A-Z2-7]{16}$/, "must be AKIA and 16 characters of A-Z and 2-7")
    .optional(),
  status: z.enum(["Active", "Inactive"]).optional(),
  /** When the simulation starts, unless said otherwise. */
  createdAt: time.optional(),
  /** Absent: never used. Without `at`: just when the simulation starts. */
  lastUsed: z
    .strictObject({ at: time.optional(), service: z.string().optional(), region: z.string().optional() })
    .optional(),
});

/** An IAM user of an account; AWS lets each have two access keys. */
export const iamUserDescription = z.strictObject({
  userName: z.string().regex(/^[\w+=,.@-]{1,64}$/, "must be 1 to 64 letters, digits and +=,.@-_"),
  tags: z.record(z.string(), z.string()).optional(),
  accessKeys: z.array(accessKey).max(2, "must be two keys at most").optional(),
});

export type IamUserDescription = z.infer<typeof iamUserDescription>;
