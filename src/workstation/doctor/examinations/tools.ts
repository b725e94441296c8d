import { commandForCaller } from "../../../core/text/command-line.ts";
import type { OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const INSTALL =
  "Install the AWS CLI version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

const kinds = {
  "node-too-old": {
    severity: "error",
    effect: "Current versions of the AWS SDK for JavaScript and of ampx do not run.",
    remedy: "Install Node.js 22 or later.",
  },
  "node-near-its-end": {
    severity: "note",
    effect: "Releases of the AWS SDK for JavaScript after January 2027 need Node.js 22; ampx follows them.",
    remedy: "Install Node.js 22 or later when you can.",
  },
  "aws-cli-absent": {
    severity: "note",
    effect: "onboard and ampx do without it; aws commands and credential_process lines that call it do not.",
    remedy: INSTALL,
  },
  "aws-cli-silent": {
    severity: "warning",
    effect: "aws commands, and credential_process lines that call it, probably hang or fail.",
    remedy: `See what aws --version says. ${INSTALL}`,
  },
  "aws-cli-v1": {
    severity: "warning",
    effect: "The AWS CLI v1 can use a sign-in and can't make one: it has no aws sso login.",
    remedy: `Sign in with ${commandForCaller("local")}. ${INSTALL}`,
  },
  "aws-cli-before-sso-session": {
    severity: "warning",
    effect: "The AWS CLI before 2.9 does not know sso-session: profiles with one do not work there.",
    remedy: INSTALL,
  },
  "aws-cli-before-browser-sign-in": {
    severity: "note",
    effect: "The AWS CLI before 2.22 signs in with device codes, which are easier to phish than the browser.",
    remedy: INSTALL,
  },
} as const;

const finding = findingsOf(kinds);

/** Versions of the programs that profiles are used with. */
export const tools: Examination = {
  title: "Node.js and the AWS CLI",
  kinds,
  examine: (inspection) => [...nodeAge(inspection), ...awsCliAge(inspection)],
};

function nodeAge({ node }: OpenedInspection): readonly DoctorFinding[] {
  const major = Number.parseInt(node, 10);
  if (major >= 22) return [];
  return [finding(major < 20 ? "node-too-old" : "node-near-its-end", { message: `Node.js is version ${node}.` })];
}

function awsCliAge({ awsCli }: OpenedInspection): readonly DoctorFinding[] {
  if (awsCli.state === "absent") return [finding("aws-cli-absent", { message: "There is no aws on the search path." })];
  if (awsCli.state === "silent") return [finding("aws-cli-silent", { message: "aws --version did not answer." })];
  const [major, minor] = awsCli.version;
  const message = `The AWS CLI is version ${awsCli.version.join(".")}.`;
  if (major < 2) return [finding("aws-cli-v1", { message })];
  if (major > 2 || minor >= 22) return [];
  return [finding(minor < 9 ? "aws-cli-before-sso-session" : "aws-cli-before-browser-sign-in", { message })];
}
