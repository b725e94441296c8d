import { expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { InputCheck } from "../../../src/cli/views/presenter.ts";
import type { checkSchema } from "../../../src/core/documents/check-schema.ts";
import type { errorSchema } from "../../../src/core/documents/error-schema.ts";
import type { AwsFailure, ErrorKind } from "../../../src/core/errors/onboard-error.ts";
import type { Problem } from "../../../src/core/errors/problem.ts";

type Frozen<Value> = Value extends object ? { readonly [Member in keyof Value]: Frozen<Value[Member]> } : Value;
type Written = Frozen<z.infer<typeof errorSchema>>;
type Checked = Frozen<z.infer<typeof checkSchema>>;

it("the published shapes of an error and of a check are those that the program makes", () => {
  expectTypeOf<Written["error"]["kind"]>().toEqualTypeOf<ErrorKind>();
  expectTypeOf<NonNullable<Written["error"]["aws"]>>().toEqualTypeOf<AwsFailure>();
  expectTypeOf<Written["problems"][number]>().toEqualTypeOf<Frozen<Problem>>();
  expectTypeOf<Omit<Checked, "$schema" | "version" | "kind">>().toEqualTypeOf<InputCheck>();
});
