import { expect, it } from "vitest";
import { type FrontendKind, frontendOf, type ProjectSigns } from "../../../src/core/amplify/frontend.ts";
import { usualGen1Frontend } from "../../../src/core/amplify/gen1-frontend.ts";
import { isStarterName } from "../../../src/core/amplify/package-name.ts";

const NOTHING: ProjectSigns = { entries: [], dependencies: [] };

it.each<readonly [FrontendKind, Partial<ProjectSigns>]>([
  ["flutter", { entries: ["pubspec.yaml", "android/", "ios/", "package.json"] }],
  ["react-native", { entries: ["android/", "ios/", "package.json"], dependencies: ["react", "react-native"] }],
  ["react-native", { dependencies: ["expo", "react"] }],
  ["ios", { entries: ["Shop.xcodeproj/", "Shop/"] }],
  ["android", { entries: ["settings.gradle.kts", "build.gradle.kts", "app/"] }],
  ["android", { entries: ["settings.gradle", "build.gradle"] }],
  ["angular", { dependencies: ["@angular/core", "rxjs"] }],
  ["vue", { dependencies: ["vue", "vite"] }],
  ["vue", { dependencies: ["nuxt"] }],
  ["next", { dependencies: ["react", "next"] }],
  ["react", { dependencies: ["react", "vite"] }],
  ["web", { entries: ["Shop.xcodeproj"], dependencies: ["lit"] }],
  ["web", { entries: ["build.gradle"] }],
])("%s is seen by its signs", (kind, signs) => {
  expect(frontendOf({ ...NOTHING, ...signs })).toBe(kind);
});

it("the JavaScript settings for Gen 1 have all four members, or its CLI throws; Vite builds elsewhere than Create React App", () => {
  for (const kind of ["react", "vue", "angular", "next", "react-native", "web"] as const) {
    expect(Object.keys(usualGen1Frontend(kind, ["vite"]).config ?? {})).toEqual([
      "SourceDir",
      "DistributionDir",
      "BuildCommand",
      "StartCommand",
    ]);
  }
  expect(usualGen1Frontend("react").config).toMatchObject({ DistributionDir: "build" });
  expect(usualGen1Frontend("react", ["vite"]).config).toMatchObject({
    DistributionDir: "dist",
    StartCommand: "npm run-script dev",
  });
  expect(usualGen1Frontend("ios")).toEqual({ frontend: "ios" });
});

it.each([
  "amplify-vite-react-template",
  "aws-amplify-gen2",
  "vite-project",
  "my-app",
  "app",
  "react-app",
  "my-next-app",
  "nuxt-app",
])("%s is the name of a starter", (name) => {
  expect(isStarterName(name)).toBe(true);
});

it.each(["@acme/shop-web", "shop", "ana-next-shop", "my-shop", "acme-app"])("%s is a name of its own", (name) => {
  expect(isStarterName(name)).toBe(false);
});
