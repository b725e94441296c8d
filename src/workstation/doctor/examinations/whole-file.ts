import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { parseLikeAwsCli } from "../../aws-config/parse-like-aws-cli.ts";
import type { InspectedFile } from "../../inspection/inspect-machine.ts";
import type { OpenedFile } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const REFUSED = "The AWS CLI and boto3 refuse the whole file: no profile works there.";

const kinds = {
  "byte-order-mark": {
    severity: "error",
    effect: `${REFUSED} Terraform and other Go programs lose the first section.`,
    remedy: `Save the file as UTF-8 without BOM, or run ${commandForCaller("doctor", "--fix")}.`,
  },
  "not-utf-8": { severity: "error", effect: REFUSED, remedy: "Save the file as UTF-8." },
  "text-before-first-section": {
    severity: "error",
    effect: `${REFUSED} The AWS SDK for JavaScript (ampx) skips the line.`,
    remedy: "Put the line below a section such as [default], or remove it.",
  },
  "junk-line": {
    severity: "error",
    effect: `${REFUSED} The AWS SDK for JavaScript (ampx) and Terraform skip the line.`,
    remedy: "Correct the line, or put # before it.",
  },
  "aws-cli-refuses-file": { severity: "error", effect: REFUSED, remedy: "Correct the line." },
  "lone-carriage-return": {
    severity: "error",
    effect: "The AWS SDK for JavaScript (ampx) takes the lines for one and reads nothing; the AWS CLI reads them.",
    remedy: "Save the file with LF or CRLF line ends.",
  },
  "encrypted-file": {
    severity: "error",
    effect: "No client can read it: to the AWS SDK for JavaScript (ampx) it is empty, the AWS CLI and boto3 stop.",
    remedy: "Decrypt it to where AWS clients look.",
  },
  "no-text-file": {
    severity: "error",
    effect: "No client can read it: to the AWS SDK for JavaScript (ampx) it is empty, the AWS CLI and boto3 stop.",
    remedy: "Save it as UTF-8 without BOM.",
  },
  "dangling-link": {
    severity: "error",
    effect: "No client finds the file: to all of them its profiles do not exist.",
    remedy: "Create the file it points to, or remove the link.",
  },
  "unreadable-file": {
    severity: "error",
    effect: "No client can read it: to all of them its profiles do not exist, or they stop.",
    remedy: "Check what it is, who owns it, and who may read it.",
  },
} as const;

const findings = findingsOf(kinds);

/** What makes a client refuse or miss a file as a whole. */
export const wholeFile: Examination = {
  title: "files that a client refuses as a whole",
  kinds,
  examine: ({ inspection, config, credentials }) => [
    ...found(inspection.config),
    ...faultsOf(config),
    ...found(inspection.credentials),
    ...faultsOf(credentials),
  ],
};

function found(inspected: InspectedFile): readonly DoctorFinding[] {
  return findings(
    {
      "dangling-link":
        inspected.state === "dangling" && `It is a link to ${quoted(inspected.target, 200)}, which is not there.`,
      "unreadable-file": inspected.state === "unreadable" && `It can't be read: ${inspected.reason}.`,
    },
    { place: { file: inspected.file } },
  );
}

function faultsOf(opened: OpenedFile): readonly DoctorFinding[] {
  const { file, outline, hasByteOrderMark, isUtf8, notText } = opened;
  if (notText !== undefined) {
    const { kind, message, remedy } = notText;
    return findings(
      { [kind === "encrypted" ? "encrypted-file" : "no-text-file"]: message },
      { place: { file }, remedy },
    );
  }
  const at = (line: number) => ({ place: { file, line: line + 1 } });
  const loneReturn = outline.lines.findIndex(({ eol }) => eol === "\r");
  return [
    ...findings(
      { "byte-order-mark": hasByteOrderMark && "The file begins with a byte order mark." },
      { ...at(0), fixable: isUtf8 },
    ),
    ...findings({ "not-utf-8": !isUtf8 && "There is a character that is not UTF-8." }, { place: { file } }),
    ...findings(
      { "lone-carriage-return": loneReturn >= 0 && "The line ends with a lone carriage return." },
      at(loneReturn),
    ),
    ...outline.preamble.flatMap((line) =>
      findings({ "text-before-first-section": "The line stands before the first section." }, at(line)),
    ),
    ...outline.junk.flatMap((line) =>
      findings({ "junk-line": 'The line is neither a section nor "key = value".' }, at(line)),
    ),
    ...otherRefusal(opened),
  ];
}

/** What only the AWS CLI's own rules tell, as below a nested block. Duplicates are a theme of their own. */
function otherRefusal({ file, outline }: OpenedFile): readonly DoctorFinding[] {
  if (outline.preamble.length + outline.junk.length > 0) return [];
  const parsed = parseLikeAwsCli(outline.lines);
  if (parsed.readable || parsed.message.startsWith("There is a second ")) return [];
  const { line, message, remedy } = parsed;
  return findings({ "aws-cli-refuses-file": message }, { place: { file, line }, remedy });
}
