import type { AccessDocument } from "../../../core/access/access-schema.ts";
import { redactAccessDocument } from "../../../core/redaction/redact-access-document.ts";
import type { Annotation } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { nextSection } from "../next.ts";
import { accessSections } from "./sections.ts";
import { countWords, firstWords } from "./words.ts";

/** How who-has-what is told, and what comes next. It is about no file: annotations stand at the pipeline's own. */
export function accessView(next?: string): DocumentView<AccessDocument> {
  return {
    schema: "access",
    heading: (access) => `onboard access: ${countWords(access)}`,
    sections: (access) => [...accessSections(access), { ...nextSection(next), only: "screen" }],
    annotations: (access): readonly Annotation[] => [
      ...access.unread.map(
        ({ what, reason, remedy }): Annotation => ({
          level: "warning",
          check: "unread",
          title: "Not read",
          message: `${what}: ${reason} ${remedy}`,
        }),
      ),
      ...firstWords(access).map(
        (message): Annotation => ({ level: "warning", check: "access", title: "Access to look at", message }),
      ),
    ],
    redact: redactAccessDocument,
  };
}
