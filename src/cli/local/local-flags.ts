import type { Flags, OptionsOf } from "../flags/flag.ts";

/** The flags of `onboard local`. */
export const LOCAL_FLAGS = {
  handover: {
    group: "team",
    value: "handover",
    help: "what your administrator gave you (onboard.handover.json here or above)",
    details: "A file, an https address, or pasted text.",
  },
  email: {
    group: "team",
    value: "person",
    help: "who you are, if the handover is for several people",
    details: "Without it `git config user.email` counts; if that is nobody, it asks.",
  },
  profile: {
    group: "machine",
    value: "new-profile",
    help: "another name for the profile",
    details: "Of several profiles it is the first one's.",
  },
  session: { group: "machine", value: "new-profile", help: "another name for the SSO session" },
  default: { group: "machine", help: "also make it the default profile" },
  "no-login": { group: "action", help: "write the profiles, and do not sign in" },
  "sign-in-again": {
    group: "action",
    notWith: { flag: "no-login", why: "one signs in, the other does not" },
    help: "sign in anew, though somebody is signed in here",
    details: "For whoever shares a machine: the sign-in that is kept may be another person's.",
  },
  "use-device-code": {
    group: "action",
    help: "sign in with a code, in any browser on any device",
    details: "Chosen by itself over SSH, in containers and where there is no browser.",
  },
  "no-browser": { group: "action", help: "open no browser; print the address" },
  "start-url": {
    group: "team",
    value: "start-url",
    help: "access portal to sign in at without a handover, or the custom one it names",
    details: "With a handover it says that you know that portal, which `--yes` does not.",
  },
  "sso-region": {
    group: "team",
    value: "region",
    help: "without a handover: Region of your company's Identity Center",
    details: "Needed if the start URL does not tell it.",
  },
  account: { group: "team", value: "offered-accounts", help: "without a handover: account to work in" },
  "permission-set": { group: "team", value: "permission-set", help: "without a handover: permission set to use" },
  region: { group: "team", value: "region", help: "without a handover: Region to work in" },
  gen1: {
    group: "machine",
    help: "with a second profile for Amplify Gen 1's CLI (by itself in a Gen 1 project)",
    details: "It is `NAME-gen1`: that CLI knows no `sso_session`.",
  },
  wire: {
    group: "action",
    help: "keep your profile and sandbox for this project in .onboard.local.json, which git leaves out",
    details:
      "`onboard run` takes them from there. It is shown first, and so is what earlier versions wrote into `.envrc` and `package.json`, to be taken out.",
  },
  unwire: {
    group: "action",
    notWith: { flag: "wire", why: "they exclude each other" },
    help: "take that file back, and what earlier versions wrote into .envrc and package.json",
    details: "Each change is shown first. It needs no handover.",
  },
  snippet: {
    group: "action",
    value: "tool",
    choices: ["direnv", "vscode", "mcp"],
    help: "print what a shared file of a tool may say: by a variable, with nobody's name",
    details: "For `.envrc`, `.vscode/settings.json` and `.mcp.json`. It writes nothing.",
  },
  format: {
    group: "output",
    value: "format",
    choices: ["text", "json"],
    help: "how to print what was found",
    details: "With json the words for people go to stderr.",
  },
  print: { group: "action", help: "show what would change, and write nothing" },
  yes: { group: "consent", short: "y", help: "write without a question" },
  undo: {
    group: "action",
    notWith: { flag: "remove", why: "they exclude each other" },
    help: "take back our last change of the config file",
    details: "What others changed since stays.",
  },
  remove: {
    group: "action",
    help: "remove what we wrote, and give back what stood there before",
    details:
      "By the record that each run keeps; no handover is needed. With `--profile` or `--session` only that one. Signs out of what we signed in. See [taking back](taking-back.md).",
  },
  simulate: {
    group: "aws",
    value: "file",
    valueIsOptional: true,
    help: "use the simulator and a home of its own (.onboard/simulated-home)",
    details: "With `--yes` the simulated person approves the sign-in.",
  },
} as const satisfies Flags;

export type LocalOptions = OptionsOf<typeof LOCAL_FLAGS>;
