import { planByLine } from "../../core/redaction/by-line.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { schemaAddress } from "../../core/text/schema-address.ts";
import { colorsFor, type Io, show, widthOf } from "../terminal/io.ts";
import { renderPlan } from "./plan/text.ts";
import type { Presenter } from "./presenter.ts";

/** One document on stdout and nothing else; when it is applied, the plan is shown as text beside it. */
export function jsonPresenter(io: Io, showPeople: boolean): Presenter {
  const write = (document: unknown) => show(io.stdout, [jsonText(document)]);
  return {
    plan: (plan, next) => {
      if (next === "stop") return write({ $schema: schemaAddress("plan"), ...plan });
      const shown = showPeople ? plan : planByLine(plan);
      show(io.stderr, renderPlan(shown, { width: widthOf(io), colors: colorsFor(io.stderr, io.env) }));
    },
    ending: ({ report, firstSignIn, leavings, recordFile }) =>
      write({
        $schema: schemaAddress("report"),
        ...report,
        firstSignIn,
        files: { ...leavings, ...(recordFile === undefined ? {} : { record: recordFile }) },
      }),
    inputChecked: (check) => write({ $schema: schemaAddress("check"), version: 1, kind: "check", ...check }),
  };
}
