import * as z from "zod";

/**
 * The condition keys that a call has, as IAM looks at it on one resource: `aws:ResourceTag/KEY` for the resource's tags,
 * `aws:RequestTag/KEY` for those that the call brings. In lower case, since IAM compares their names without regard to it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export type ConditionKeys = ReadonlyMap<string, string>;

/** How a value is compared with one of a policy's; a negated operator holds where none of them fits. */
interface Comparison {
  readonly negated: boolean;
  readonly fits: (value: string, wanted: string) => boolean;
}

const ON_TAGS = {
  StringEquals: { negated: false, fits: (value: string, wanted: string) => value === wanted },
  StringNotEquals: { negated: true, fits: (value: string, wanted: string) => value === wanted },
  StringLike: { negated: false, fits: (value: string, pattern: string) => matches(pattern, value) },
  StringNotLike: { negated: true, fits: (value: string, pattern: string) => matches(pattern, value) },
} as const;

const OPERATORS: Readonly<Partial<Record<string, Comparison>>> = {
  ...ON_TAGS,
  DateLessThan: { negated: false, fits: (value, wanted) => Date.parse(value) < Date.parse(wanted) },
};

const TAG = /^aws:(Resource|Request)Tag\/.+$/i;
const values = z
  .union([z.string().transform((one) => [one]), z.array(z.string()).min(1)])
  .refine((all) => !all.some((one) => one.includes("${")), { message: "policy variables are not simulated" });
const onTags = z.record(z.string(), values).refine((keys) => Object.keys(keys).every((key) => TAG.test(key)), {
  message: "only aws:ResourceTag/KEY and aws:RequestTag/KEY are simulated",
});

/** The `Condition` of a statement of the admin's policy: on tags, which is what is simulated of conditions there. */
export const conditionSchema = z.partialRecord(z.enum(Object.keys(ON_TAGS) as (keyof typeof ON_TAGS)[]), onTags);

/**
 * Whether all of a statement's condition holds. A key that the call does not have fits nothing, which is what a negated operator
 * asks for. A permission set's policy may have any condition: one with an operator that is not simulated does not hold.
 */
export function isMet(condition: unknown, keys: ConditionKeys): boolean {
  return Object.entries((condition ?? {}) as Record<string, Record<string, string | string[]>>).every(
    ([operator, wanted]) => {
      const comparison = OPERATORS[operator];
      return (
        comparison !== undefined &&
        Object.entries(wanted).every(([key, values]) =>
          fitsOne(comparison, keys.get(key.toLowerCase()), [values].flat()),
        )
      );
    },
  );
}

function fitsOne({ negated, fits }: Comparison, value: string | undefined, wanted: readonly string[]): boolean {
  return (value !== undefined && wanted.some((one) => fits(value, one))) !== negated;
}

/** `*` and `?` stand for any characters and any one. */
export function matches(pattern: string, text: string, flags: "i" | "" = ""): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, `s${flags}`).test(text);
}
