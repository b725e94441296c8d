import { commandForCaller } from "../../../core/text/command-line.ts";
import type { Examination } from "./examination.ts";
import { findingsOf } from "./finding.ts";

const INSTALL =
  "Install the AWS CLI version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

const kinds = {
  "node-too-old": {
    severity: "error",
    effect: "Current versions of the AWS SDK for JavaScript and of ampx do not run.",
    remedy: "Install Node.js 22 or later.",
  },
  // https://nodejs.org/en/about/previous-releases
  "node-ended": {
    severity: "note",
    effect: "Node.js 20 ended on 2026-04-30. Releases of the AWS SDK after January 2027 need 22; ampx follows.",
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

const findings = findingsOf(kinds);

/** A version of the AWS CLI about which there is nothing to say. */
const CURRENT = [2, 22, 0] as const;

/** Versions of the programs that profiles are used with. */
export const tools: Examination = {
  title: "Node.js and the AWS CLI",
  kinds,
  examine: ({ node, awsCli }) => {
    const nodeMajor = Number.parseInt(node, 10);
    const ofNode = `Node.js is version ${node}.`;
    const [major, minor, patch] = awsCli.state === "found" ? awsCli.version : CURRENT;
    const ofAwsCli = `The AWS CLI is version ${major}.${minor}.${patch}.`;
    return findings({
      "node-too-old": nodeMajor < 20 && ofNode,
      "node-ended": nodeMajor >= 20 && nodeMajor < 22 && ofNode,
      "aws-cli-absent": awsCli.state === "absent" && "There is no aws on the search path.",
      "aws-cli-silent": awsCli.state === "silent" && "aws --version did not answer.",
      "aws-cli-v1": major < 2 && ofAwsCli,
      "aws-cli-before-sso-session": major === 2 && minor < 9 && ofAwsCli,
      "aws-cli-before-browser-sign-in": major === 2 && minor >= 9 && minor < 22 && ofAwsCli,
    });
  },
};
