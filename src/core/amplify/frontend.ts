/** The kinds of frontend that Amplify's tools tell apart, in the order in which they are looked for. */
export const FRONTEND_KINDS = [
  "flutter",
  "react-native",
  "ios",
  "android",
  "angular",
  "vue",
  "next",
  "react",
  "web",
] as const;

export type FrontendKind = (typeof FRONTEND_KINDS)[number];

/** What can be seen of a project without running anything of it. */
export interface ProjectSigns {
  /** What is in its folder: names of files, and of folders with a slash behind. */
  readonly entries: readonly string[];
  /** Names in `dependencies` and `devDependencies` of package.json. */
  readonly dependencies: readonly string[];
}

/** What the commands of the day need to know of a kind. */
export interface Frontend {
  /** As people call it. */
  readonly title: string;
  /** How ampx writes the outputs file for it: in JSON beside package.json unless something is said. Of the formats only `json` and `dart` exist for
   * outputs of version 1 and later; `json-mobile` is refused. */
  readonly outputs: { readonly format?: "dart"; readonly folder?: string };
  /** What code is generated from the data models; a web frontend needs none. */
  readonly models?: { readonly target: "dart" | "swift" | "java" | "typescript"; readonly folder: string };
  /** Whether `ampx generate forms` writes what it can use: React components. */
  readonly hasForms?: true;
}

export const FRONTENDS: Readonly<Record<FrontendKind, Frontend>> = {
  flutter: {
    title: "Flutter",
    outputs: { format: "dart", folder: "lib" },
    models: { target: "dart", folder: "lib/models" },
  },
  "react-native": { title: "React Native", outputs: {} },
  ios: { title: "iOS", outputs: {}, models: { target: "swift", folder: "AmplifyModels" } },
  android: {
    title: "Android",
    outputs: { folder: "app/src/main/res/raw" },
    models: { target: "java", folder: "app/src/main/java" },
  },
  angular: { title: "Angular", outputs: {} },
  vue: { title: "Vue", outputs: {} },
  next: { title: "Next.js", outputs: {}, hasForms: true },
  react: { title: "React", outputs: {}, hasForms: true },
  web: { title: "web", outputs: {} },
};

/** A project with `android/` and `ios/` inside is one of Flutter or React Native: those are asked for first. */
const SIGNS: Readonly<Record<FrontendKind, (signs: ProjectSigns) => boolean>> = {
  flutter: ({ entries }) => entries.includes("pubspec.yaml"),
  "react-native": ({ dependencies }) => dependencies.includes("react-native") || dependencies.includes("expo"),
  ios: ({ entries }) => entries.some((name) => /\.(xcodeproj|xcworkspace)\/$/.test(name)),
  android: ({ entries }) =>
    entries.some((name) => /^settings\.gradle(\.kts)?$/.test(name)) &&
    entries.some((name) => /^build\.gradle(\.kts)?$/.test(name)),
  angular: ({ dependencies }) => dependencies.includes("@angular/core"),
  vue: ({ dependencies }) => dependencies.includes("vue") || dependencies.includes("nuxt"),
  next: ({ dependencies }) => dependencies.includes("next"),
  react: ({ dependencies }) => dependencies.includes("react"),
  web: () => true,
};

/** The kind of frontend that a project shows to have. */
export function frontendOf(signs: ProjectSigns): FrontendKind {
  return FRONTEND_KINDS.find((kind) => SIGNS[kind](signs)) ?? "web";
}
