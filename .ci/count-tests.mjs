// Prints "PASSED FAILED" for a vitest JSON report. A run that failed without a failed test (a file that does not load, an
// unhandled error, no report at all) counts as one failure: it must not pass for a success.
import { readFileSync } from "node:fs";

const [file, status] = process.argv.slice(2);

function read() {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

const report = read();
const passed = report?.numPassedTests ?? 0;
const unloaded = (report?.testResults ?? []).filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
).length;
const failed = (report?.numFailedTests ?? 0) + unloaded;
const silent = failed === 0 && (status !== "0" || report === undefined || passed === 0) ? 1 : 0;
process.stdout.write(`${passed} ${failed + silent}\n`);
