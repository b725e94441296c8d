import { visibleText } from "../../../core/text/visible-text.ts";
import { counted, hanging, wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";
import type { InputCheck } from "../presenter.ts";

/** `team.csv: 12 people in 14 rows, nothing wrong. AWS was not asked.` */
export function inputCheckWords({ teamFile, people, rows }: InputCheck): string {
  const where = visibleText(teamFile);
  return `${where}: ${counted(people, "person", "people")} in ${counted(rows, "row")}, nothing wrong. AWS was not asked.`;
}

/** What was checked without AWS, and what only AWS can answer. */
export function renderInputCheck(check: InputCheck, { width, colors }: RenderOptions): readonly string[] {
  return [
    ...wrap(inputCheckWords(check), width).map((line) => colors.green(line)),
    ...check.warnings.flatMap((warning) => hanging(`${colors.yellow("!")} `, warning, width)),
  ];
}
