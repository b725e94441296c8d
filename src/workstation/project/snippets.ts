import { KEY_VARIABLES } from "../../core/aws/rival-variables.ts";

/** What a project's shared files may say of AWS without naming anybody: a text to put there, and what to know of it. */
export interface Snippet {
  /** The file that it is for. */
  readonly file: string;
  readonly text: string;
  readonly says: readonly string[];
}

/** The name that handovers give profiles unless told otherwise: what is taken where a person's shell names none. */
const USUAL = "amplify";

/** One that works on the day that it was looked at: https://pypi.org/project/mcp-proxy-for-aws */
const MCP_PROXY = "mcp-proxy-for-aws@1.7.0";

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** Each by the tool that reads it. They name the variable `AWS_PROFILE`, and nobody's profile. */
export const SNIPPETS = {
  // https://direnv.net/man/direnv-stdlib.1.html
  direnv: {
    file: ".envrc",
    text: `source_env_if_exists .envrc.local
export AWS_PROFILE="\${AWS_PROFILE:-${USUAL}}"
unset ${KEY_VARIABLES.join(" ")}
`,
    says: [
      "Whose profile has another name writes into .envrc.local: export AWS_PROFILE=NAME",
      "That file is for git to leave out: echo .envrc.local >> .git/info/exclude",
    ],
  },
  // https://code.visualstudio.com/docs/terminal/profiles, where null takes a variable away
  vscode: {
    file: ".vscode/settings.json",
    text: json(
      Object.fromEntries(
        ["linux", "osx", "windows"].map((system) => [
          `terminal.integrated.env.${system}`,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code reads it
          { AWS_PROFILE: "${env:AWS_PROFILE}", ...Object.fromEntries(KEY_VARIABLES.map((name) => [name, null])) },
        ]),
      ),
    ),
    says: ["VS Code takes the variable from where it is started: onboard run code ."],
  },
  // https://docs.aws.amazon.com/agent-toolkit/latest/userguide/getting-started-aws-mcp-server.html
  mcp: {
    file: ".mcp.json",
    text: json({
      mcpServers: {
        aws: {
          command: "uvx",
          args: [MCP_PROXY, "https://aws-mcp.us-east-1.api.aws/mcp"],
          env: { AWS_PROFILE: `\${AWS_PROFILE:-${USUAL}}` },
        },
      },
    }),
    says: ["An agent that was started with onboard run acts as this project's profile."],
  },
} as const satisfies Readonly<Record<string, Snippet>>;
