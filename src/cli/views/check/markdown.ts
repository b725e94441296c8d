import { COMMENT_BYTES, renderMarkdownPage } from "../markdown-page.ts";
import { markdownText } from "../markdown-text.ts";
import type { InputCheck } from "../presenter.ts";
import { inputCheckWords } from "./text.ts";

/** What was checked without AWS, and what only AWS can answer. */
export function renderMarkdownCheck(check: InputCheck, most: number = COMMENT_BYTES): string {
  const rows = check.warnings.map((warning) => [markdownText(warning)]);
  const warnings = { title: "Warnings", shown: "open", columns: ["Warning"], rows } as const;
  return renderMarkdownPage("onboard: nothing wrong", [markdownText(inputCheckWords(check))], [warnings], most);
}
