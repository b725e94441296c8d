import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** A project on disk, small, as somebody has cloned it. */
export interface ProjectOfDay {
  readonly name: string;
  readonly root: string;
}

const ACCOUNT = "123456789012";
const NAME = "@acme/shop-web";

/** `~/.aws/config` with these profiles, which sign in through IAM Identity Center. */
export async function writeHome(home: string, profiles: readonly string[]): Promise<void> {
  const session =
    "[sso-session amplify]\nsso_start_url = https://d-9067a1b2c3.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n";
  const blocks = profiles.map(
    (profile) =>
      `[profile ${profile}]\nsso_session = amplify\nsso_account_id = ${ACCOUNT}\nsso_role_name = amplify-policy\nregion = eu-west-1\n`,
  );
  await mkdir(path.join(home, ".aws"), { recursive: true });
  await writeFile(path.join(home, ".aws", "config"), [session, ...blocks].join("\n"));
}

const access = {
  accountId: ACCOUNT,
  accountName: "Dev",
  permissionSet: "amplify-policy",
  region: "eu-west-1",
  profile: "amplify",
};
const HANDOVER = JSON.stringify({
  version: 1,
  startUrl: "https://d-9067a1b2c3.awsapps.com/start",
  ssoRegion: "eu-west-1",
  session: "amplify",
  people: ["ana", "ben"].map((one) => ({
    email: `${one}@example.com`,
    username: `${one}@example.com`,
    access: [access],
  })),
});

const manifest = (name: string, ...dependencies: readonly string[]) =>
  JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((one) => [one, "1"])) });

const stack = (environment: string, account: string) => ({
  awscloudformation: {
    AuthRoleName: `amplify-shop-${environment}-authRole`,
    UnauthRoleArn: `arn:aws:iam::${account}:role/amplify-shop-${environment}-unauthRole`,
    AuthRoleArn: `arn:aws:iam::${account}:role/amplify-shop-${environment}-authRole`,
    Region: "eu-west-1",
    DeploymentBucketName: `amplify-shop-${environment}-deployment`,
    UnauthRoleName: `amplify-shop-${environment}-unauthRole`,
    StackName: `amplify-shop-${environment}`,
    StackId: `arn:aws:cloudformation:eu-west-1:${account}:stack/amplify-shop-${environment}/1`,
    AmplifyAppId: "d1example",
  },
});

const GEN1 = {
  "amplify/team-provider-info.json": JSON.stringify({
    dev: stack("dev", ACCOUNT),
    prod: stack("prod", "210987654321"),
  }),
};
const gen1 = (config: object) => ({ ...GEN1, "amplify/.config/project-config.json": JSON.stringify(config) });

/** Files by project; a name with a slash behind is a folder. */
const PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  react: { "package.json": manifest(NAME, "react", "vite"), "amplify/backend.ts": "", "amplify/seed/seed.ts": "" },
  next: { "package.json": manifest("aws-amplify-gen2", "next", "react"), "amplify/backend.ts": "" },
  vue: { "package.json": manifest(NAME, "vue"), "amplify/backend.mjs": "" },
  angular: { "package.json": manifest(NAME, "@angular/core"), "amplify/backend.js": "" },
  "react-native": {
    "package.json": manifest(NAME, "react-native", "react"),
    "amplify/backend.ts": "",
    "ios/": "",
    "android/": "",
  },
  flutter: { "package.json": manifest(NAME), "pubspec.yaml": "name: shop\n", "amplify/backend.ts": "" },
  ios: { "package.json": manifest(NAME), "Shop.xcodeproj/": "", "amplify/backend.ts": "" },
  android: {
    "package.json": manifest(NAME),
    "settings.gradle.kts": "",
    "build.gradle.kts": "",
    "amplify/backend.cjs": "",
  },
  "react-gen1": gen1({
    projectName: "shop",
    frontend: "javascript",
    javascript: {
      framework: "react",
      config: {
        SourceDir: "src",
        DistributionDir: "dist",
        BuildCommand: "npm run build && echo 100%",
        StartCommand: "npm run dev",
      },
    },
  }),
  "angular-gen1": {
    ...gen1({ frontend: "javascript", javascript: { framework: "angular" } }),
    "package.json": manifest("shop", "@angular/core"),
  },
  "flutter-gen1": { ...gen1({ frontend: "flutter", flutter: { config: { ResDir: "./lib/" } } }), "pubspec.yaml": "" },
  "android-gen1": gen1({ frontend: "android", android: { config: { ResDir: "app/src/main/res" } } }),
  "ios-gen1": { ...gen1({ frontend: "ios" }), "Shop.xcodeproj/": "" },
};

/** Writes a small project for each kind of frontend, Gen 2 and Gen 1, into a home that is set up for `ana@example.com`. */
export async function smallProjects(home: string): Promise<readonly ProjectOfDay[]> {
  await writeHome(home, ["amplify"]);
  const written: ProjectOfDay[] = [];
  for (const [name, files] of Object.entries(PROJECTS)) {
    const root = path.join(home, "projects", name);
    for (const [file, text] of Object.entries({ ...files, "onboard.handover.json": HANDOVER })) {
      const at = path.join(root, file);
      await mkdir(file.endsWith("/") ? at : path.dirname(at), { recursive: true });
      if (!file.endsWith("/")) await writeFile(at, text);
    }
    written.push({ name, root });
  }
  return written;
}
