import type { FrontendKind } from "./frontend.ts";

/** What `--frontend` says to Gen 1's CLI: https://docs.amplify.aws/gen1/react/tools/cli/usage/headless/ */
export interface Gen1Frontend {
  readonly frontend: "javascript" | "android" | "ios" | "flutter";
  readonly framework?: string;
  readonly config?: Readonly<Record<string, string>>;
}

/** All four must be there, or the CLI throws. */
const javascript = (framework: string, distribution: string, start: string, source = "src"): Gen1Frontend => ({
  frontend: "javascript",
  framework,
  config: {
    SourceDir: source,
    DistributionDir: distribution,
    BuildCommand: "npm run-script build",
    StartCommand: start,
  },
});

/** Where the project does not say it itself. */
const USUAL: Readonly<Record<FrontendKind, Gen1Frontend>> = {
  flutter: { frontend: "flutter", config: { ResDir: "./lib/" } },
  "react-native": javascript("react-native", "/", "npm run-script start"),
  ios: { frontend: "ios" },
  android: { frontend: "android", config: { ResDir: "app/src/main/res" } },
  angular: javascript("angular", "dist", "ng serve"),
  vue: javascript("vue", "dist", "npm run-script serve"),
  next: javascript("react", ".next", "npm run-script dev"),
  react: javascript("react", "build", "npm run-script start"),
  web: javascript("none", "dist", "npm run-script start"),
};

/** With Vite, what it builds and how it starts is called otherwise than by Create React App or the Vue CLI. */
const WITH_VITE = { DistributionDir: "dist", StartCommand: "npm run-script dev" };

/** The usual settings of a kind of frontend, whose project does not have any of its own. */
export function usualGen1Frontend(kind: FrontendKind, dependencies: readonly string[] = []): Gen1Frontend {
  const usual = USUAL[kind];
  const hasVite = dependencies.includes("vite") && (kind === "react" || kind === "vue");
  return hasVite ? { ...usual, config: { ...usual.config, ...WITH_VITE } } : usual;
}

/** What `push --codegen` says: how the code of the GraphQL API is written. Android and Flutter have models only. */
export interface Gen1Codegen {
  readonly generateCode: true;
  readonly codeLanguage: "javascript" | "typescript" | "angular" | "swift";
  readonly fileNamePattern: string;
  readonly generatedFileName: string;
  readonly generateDocs: true;
}

/** The codegen settings that the CLI offers first for a kind of frontend. */
export function gen1Codegen(
  kind: FrontendKind,
  { hasTypeScript }: { readonly hasTypeScript: boolean },
): Gen1Codegen | undefined {
  const code = (codeLanguage: Gen1Codegen["codeLanguage"], fileNamePattern: string, generatedFileName: string) =>
    ({ generateCode: true, codeLanguage, fileNamePattern, generatedFileName, generateDocs: true }) as const;
  switch (kind) {
    case "flutter":
    case "android":
      return undefined;
    case "ios":
      return code("swift", "graphql/**/*.graphql", "API");
    case "angular":
      return code("angular", "src/graphql/**/*.graphql", "src/app/API.service.ts");
    case "react-native":
    case "vue":
    case "next":
    case "react":
    case "web":
      return hasTypeScript
        ? code("typescript", "src/graphql/**/*.ts", "src/API.ts")
        : code("javascript", "src/graphql/**/*.js", "API");
    default:
      return kind satisfies never;
  }
}
