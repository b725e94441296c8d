import { commandForCaller } from "../../../core/text/command-line.ts";
import type { OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const kinds = {
  "credentials-mode": {
    severity: "warning",
    effect: "Other users of this machine can get at the keys in it; newer AWS CLIs warn about it each time.",
    remedy: `Run chmod 600 on it, or ${commandForCaller("doctor", "--fix")}.`,
  },
  "config-mode": {
    severity: "warning",
    effect: "Other users of this machine can change what your AWS clients do, and have them run programs.",
    remedy: "Run chmod go-w on it.",
  },
  "cache-folder-mode": {
    severity: "note",
    effect: "Other users of this machine can see which sign-ins there are. The AWS CLI itself makes its folders so.",
    remedy: `Run chmod 700 on it, or ${commandForCaller("doctor", "--fix")}.`,
  },
  "cache-file-mode": {
    severity: "warning",
    effect: "Other users of this machine can take over the sign-in kept there, whichever client made it.",
    remedy: `Run chmod 600 on it, or ${commandForCaller("doctor", "--fix")}.`,
  },
} as const;

const findings = findingsOf(kinds);

/** Files that others may read or write. */
export const fileModes: Examination = {
  title: "who else may read the files",
  kinds,
  examine: (inspection) => [
    ...looseModes(inspection).flatMap(({ id, file, mode }) =>
      findings({ [id]: `Its mode is ${octal(mode)}.` }, { place: { file }, fixable: true }),
    ),
    ...config(inspection),
  ],
};

/** A mode that `--fix` tightens. */
export interface LooseMode {
  readonly id: "credentials-mode" | "cache-folder-mode" | "cache-file-mode";
  readonly file: string;
  readonly mode: number;
}

/** Files with secrets in them that others may get at. */
export function looseModes(inspected: OpenedInspection): readonly LooseMode[] {
  const { inspection, cacheFolder, cacheFiles, loginCache, roleCache } = inspected;
  const { credentials } = inspection;
  const caches = [{ ...cacheFolder, files: cacheFiles }, loginCache, roleCache];
  const files = [
    ...(credentials.state === "present"
      ? [{ id: "credentials-mode", file: credentials.file, mode: credentials.mode } as const]
      : []),
    ...caches.flatMap(({ folder, mode: folderMode, files: inside }) => [
      { id: "cache-folder-mode", file: folder, mode: folderMode } as const,
      ...inside.map(({ file, mode }) => ({ id: "cache-file-mode", file, mode }) as const),
    ]),
  ];
  return files.flatMap((one) => {
    const { mode } = one;
    return mode === undefined || (mode & 0o077) === 0 ? [] : [{ ...one, mode }];
  });
}

/** `0644`. */
export function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}

/** The config file holds no secret as such, so that reading it is no trouble. */
function config({ inspection }: OpenedInspection): readonly DoctorFinding[] {
  const found = inspection.config;
  if (found.state !== "present" || found.mode === undefined || (found.mode & 0o022) === 0) return [];
  return findings({ "config-mode": `Its mode is ${octal(found.mode)}.` }, { place: { file: found.file } });
}
