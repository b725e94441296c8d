import { once } from "node:events";
import path from "node:path";
import { PassThrough } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { accessJson } from "../../../core/access/access-json.ts";
import type { AccessDocument } from "../../../core/access/access-schema.ts";
import { accessCsv, csvLine } from "../../../core/access/csv.ts";
import { accessPage } from "../../../core/access/page.ts";
import { redactAccessDocument } from "../../../core/redaction/redact-access-document.ts";
import type { TeamRedactor } from "../../../core/redaction/redactor.ts";
import { writeFileAtomically } from "../../../files/atomic-file.ts";
import { cannotWriteFile } from "../../../files/file-error.ts";
import { readTemplate } from "../../../files/packaged.ts";
import type { Io } from "../../terminal/io.ts";
import { accessView } from "../../views/access/view.ts";
import { entryWords } from "../../views/access/words.ts";
import { printerFor } from "../../views/printer.ts";
import type { AccessFormat } from "./flags.ts";

/** Characters that are written at a time. */
const PIECE = 65_536;

/** How a document leaves: in which format, into which file or to stdout, and whether people may be named there. */
export interface AccessOutput {
  readonly format: AccessFormat;
  readonly out: string | undefined;
  /** For what is not written into a file; absent where people may be named. */
  readonly redactor: TeamRedactor | undefined;
  /** The command that comes next, for a screen. */
  readonly next: string | undefined;
}

/** Prints a document, or writes it into a file that only its owner may read: what is asked for into a file names people. */
export async function putOut(
  access: AccessDocument,
  { format, out, redactor, next }: AccessOutput,
  io: Io,
): Promise<void> {
  const lines = await linesOf(access, format, out === undefined ? redactor : undefined);
  if (out !== undefined) return writeOut(io, out, lines ?? [await printed(access, format, io)]);
  if (lines === undefined) return printerFor(format as "text", io, { redactor }).print(accessView(next), access);
  for (const piece of piecesOf(lines)) if (!io.stdout.write(piece)) await once(io.stdout, "drain");
}

/** The lines of the formats that are for this document alone, and may be long; `undefined` for those that all documents have. */
async function linesOf(
  access: AccessDocument,
  format: AccessFormat,
  redactor: TeamRedactor | undefined,
): Promise<Iterable<string> | undefined> {
  if (format === "json") return again(() => accessJson(access));
  if (format !== "csv" && format !== "html") return undefined;
  const told = redactor === undefined ? access : redactAccessDocument(access, redactor);
  if (format === "csv") return again(() => (told.difference === undefined ? accessCsv(told) : differenceCsv(told)));
  const [page = "", style = "", script = ""] = await Promise.all(
    ["access.html", "access.css", "access.js"].map(readTemplate),
  );
  const changes = (told.difference?.entries ?? []).map((entry) => `${entry.change}: ${entryWords(entry)}`);
  return [accessPage({ page, style, script }, told, changes).replace(/\n$/, "")];
}

/** What changed, a row each. */
function* differenceCsv({ difference }: AccessDocument): Generator<string> {
  const columns = ["change", "what", "person", "group", "account_id", "account", "permission_set", "detail"];
  yield csvLine(columns);
  for (const { change, what, person = "", group = "", accountId = "", account = "", ...rest } of difference?.entries ??
    []) {
    const { permissionSet = "", detail = "" } = rest;
    yield csvLine([change, what, person, group, accountId, account, permissionSet, detail]);
  }
}

/** Lines that can be asked for more than once, and are made anew each time. */
function again(lines: () => Iterable<string>): Iterable<string> {
  return { [Symbol.iterator]: () => lines()[Symbol.iterator]() };
}

function* piecesOf(lines: Iterable<string>): Generator<string> {
  let piece = "";
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** What the printer would show on stdout. */
async function printed(access: AccessDocument, format: AccessFormat, io: Io): Promise<string> {
  const stdout = new PassThrough();
  const written = textOf(stdout);
  printerFor(format as "text", { ...io, stdout }).print(accessView(), access);
  stdout.end();
  return (await written).replace(/\n$/, "");
}

async function writeOut(io: Io, file: string, lines: Iterable<string>): Promise<void> {
  const pieces = again(() => piecesOf(lines));
  await writeFileAtomically(path.resolve(io.cwd, file), pieces).catch((error: unknown) => {
    throw cannotWriteFile(error, file, "Name another file with --out.");
  });
}
