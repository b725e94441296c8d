import { expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { errorSchema } from "../../../src/core/documents/error-schema.ts";
import type { AwsFailure, ErrorKind } from "../../../src/core/errors/onboard-error.ts";
import type { Problem } from "../../../src/core/errors/problem.ts";

type Frozen<Value> = Value extends object ? { readonly [Member in keyof Value]: Frozen<Value[Member]> } : Value;
type Written = Frozen<z.infer<typeof errorSchema>>;

it("the published shape of an error is the one that the program makes", () => {
  expectTypeOf<Written["error"]["kind"]>().toEqualTypeOf<ErrorKind>();
  expectTypeOf<NonNullable<Written["error"]["aws"]>>().toEqualTypeOf<AwsFailure>();
  expectTypeOf<Written["problems"][number]>().toEqualTypeOf<Frozen<Problem>>();
});
