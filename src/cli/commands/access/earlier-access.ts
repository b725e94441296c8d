import path from "node:path";
import { type AccessDocument, accessSchema } from "../../../core/access/access-schema.ts";
import { flagProblem } from "../../../core/errors/fault.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { canonicalJson } from "../../../core/text/canonical-json.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { fileText } from "../../../core/text/file-text.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { cannotRead } from "../../../files/file-error.ts";
import { readPlainFile } from "../../../files/read-file.ts";

/** Bytes of the largest document that is compared: some ten times what a large organization has. */
const MOST_BYTES = 400_000_000;

/** Reads the file of `--since`: what `--format json` has written, of this version. */
export async function readEarlierAccess(cwd: string, file: string): Promise<AccessDocument> {
  const remedy = `Give a file that ${commandForCaller("access", "--format", "json", "--out", "access.json")} has written.`;
  const { bytes } = await readPlainFile(path.resolve(cwd, file), MOST_BYTES).catch((error: unknown) => {
    throw cannotRead(error, file, remedy);
  });
  const read = accessSchema.safeParse(jsonOf(fileText(bytes)));
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : ` (${issue.path.join(".")})`;
    refuse([
      { place: { kind: "file", file }, message: `This is not what onboard access has written${where}.`, remedy },
    ]);
  }
  return read.data as AccessDocument;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Refuses to compare what is of another Identity Center, or was asked for by other flags: it would look like a change. */
export function refuseIncomparable(earlier: AccessDocument, { instance, scope }: AccessDocument): void {
  if (earlier.instance.instanceArn !== instance.instanceArn) {
    const message = `The earlier document is of another Identity Center, ${quoted(earlier.instance.instanceArn)}.`;
    refuse([flagProblem("--since", { message, remedy: "Give one of this Identity Center." })]);
  }
  if (scopeKey(earlier.scope) !== scopeKey(scope)) {
    const message =
      "The earlier document was asked for by other flags, so that what is missing would look like a change.";
    refuse([
      flagProblem("--since", {
        message,
        remedy: "Ask with the same --emails, --account, --permission-set and --group.",
      }),
    ]);
  }
}

/** Whom the directory does not have is an answer, not a question. */
function scopeKey({ notThere: _, ...scope }: AccessDocument["scope"]): string {
  return canonicalJson(scope);
}
