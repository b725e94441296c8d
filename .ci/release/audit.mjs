// What npm knows of vulnerabilities in everything that is installed, whether its code is in the bundle or builds it.
import { spawnSync } from "node:child_process";

/** What stops a release though it is in none of its files: it builds, and could write into the bundle. */
const GRAVE = ["high", "critical"];

/** Asks npm, once and not for long. Returns what it wrote to standard output, and to standard error. */
export function askNpm(folder) {
  const args = ["audit", "--json", "--package-lock-only", "--fetch-retries=0", "--fetch-timeout=30000"];
  const { stdout, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8", timeout: 120_000 });
  return { stdout: stdout ?? "", stderr: stderr ?? "" };
}

/** `bundled`: the names of the packages in the bundle. `undone` says why nothing is known, `minor` what does not stop a release. */
export function auditResult({ stdout, stderr }, bundled) {
  const report = parsed(stdout);
  if (report?.vulnerabilities === undefined || report.metadata === undefined) {
    return { problems: [], minor: [], undone: report?.message ?? lastLine(stderr) ?? "npm audit gave no answer" };
  }
  const all = Object.values(report.vulnerabilities).map(({ name, severity, via }) => {
    const why = via.find((one) => typeof one === "object");
    const isIn = bundled.includes(name);
    const about = why === undefined ? `by ${via.join(", ")}` : `${why.title} ${why.url}`;
    return {
      stops: isIn || GRAVE.includes(severity),
      text: `${name} (${isIn ? "in the bundle" : "for building"}): ${severity}, ${about}`,
    };
  });
  const textsOf = (stops) => all.filter((one) => one.stops === stops).map(({ text }) => text);
  return { problems: textsOf(true), minor: textsOf(false) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lastLine(text) {
  return (
    text
      .trim()
      .split("\n")
      .findLast((line) => !line.includes("A complete log"))
      ?.trim() || undefined
  );
}
