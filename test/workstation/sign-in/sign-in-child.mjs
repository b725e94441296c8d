import { signIn } from "../../../src/workstation/sign-in/sign-in.ts";

/**
 * A sign-in in a process of its own: `sign-in-child.mjs HOME ENDPOINT OPEN`. OPEN says what the browser does: `agrees`
 * after a moment, or `never` comes back. Prints each event as a line of JSON, and the token at the end.
 */
const [home, endpoint, open] = process.argv.slice(2);
const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

try {
  const { accessToken, by } = await signIn({
    session: {
      name: "amplify",
      startUrl: "https://d-1234567890.awsapps.com/start",
      region: "eu-west-1",
      scopes: ["sso:account:access"],
    },
    home,
    endpoint,
    env: {},
    surroundings: { platform: "linux", env: { DISPLAY: ":0" }, containerMarker: false, cgroup: "", kernel: "6.1.0" },
    flow: "pkce",
    signal: stop.signal,
    show: print,
    openBrowser: async (url) => {
      if (open === "agrees") setTimeout(() => fetch(url), 700);
      return true;
    },
  });
  print({ type: "result", accessToken, by });
} catch (error) {
  print({ type: "error", name: error.name, kind: error.kind, message: error.message });
  process.exitCode = 1;
}
