/** A policy that both AWS and moto know; moto has Amplify's deployment policy under a path that AWS does not. */
export const amplifyPolicy = "arn:aws:iam::aws:policy/AdministratorAccess-Amplify";

export const inlinePolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["ssm:GetParameter"], Resource: "*" }],
};

export const settings = {
  permissionSets: {
    "amplify-policy": {
      managedPolicies: [amplifyPolicy],
      customerManagedPolicies: [{ name: "team-extras", path: "/teams/" }],
      inlinePolicy,
    },
  },
  defaults: { region: "eu-west-1" },
  instance: { startUrl: "https://acme.awsapps.com/start" },
};

export const amplifySet = {
  name: "amplify-policy",
  sessionDuration: "PT12H",
  description: null,
  relayState: null,
  managedPolicies: [amplifyPolicy],
  customerManagedPolicies: ["/teams/team-extras"],
  inlinePolicy,
  provisionedIn: [],
};

interface User {
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
}

/** What moto-admin.py's `state` prints; an assignment as `account: permission set for TYPE principal`. */
export interface State {
  readonly users: readonly User[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly permissionSets: readonly unknown[];
  readonly assignments: readonly string[];
}

export function personNamed(userName: string, givenName: string, familyName: string): User {
  return { userName, email: userName, givenName, familyName, displayName: `${givenName} ${familyName}` };
}

/** The team file; some rows name their account by its id, and one person has two rows. */
export const teamFile = (
  accounts: Readonly<Record<string, string>>,
) => `email,given_name,family_name,display_name,username,account
ana@example.com,Ana,Silva,,,Sandbox North
bilal@example.com,Bilal,Haddad,,,Sandbox North
chloe@example.com,Chloé,Martin,,,${accounts["Sandbox North"]}
dmitri@example.com,Dmitri,Volkov,,,Sandbox South
emi@example.com,Emi,Tanaka,,,Sandbox South;Staging
farah@example.com,Farah,Aziz,,,${accounts["Sandbox South"]}
gus@example.com,Gus,Berg,,,Sandbox South
hana@example.com,Hana,Kim,Hana K.,hana.kim,Staging
ivan@example.com,Ivan,Petrov,,,Staging
jo@example.com,Jo,Ng,,,Staging
kofi@example.com,Kofi,Mensah,,,${accounts.Staging}
lea@example.com,Léa,Roux,,,Sandbox North
ana@example.com,Ana,Silva,,,Staging
`;

export const users: readonly User[] = [
  personNamed("ana@example.com", "Ana", "Silva"),
  personNamed("bilal@example.com", "Bilal", "Haddad"),
  personNamed("chloe@example.com", "Chloé", "Martin"),
  personNamed("dmitri@example.com", "Dmitri", "Volkov"),
  personNamed("emi@example.com", "Emi", "Tanaka"),
  personNamed("farah@example.com", "Farah", "Aziz"),
  personNamed("gus@example.com", "Gus", "Berg"),
  { ...personNamed("hana.kim", "Hana", "Kim"), email: "hana@example.com", displayName: "Hana K." },
  personNamed("ivan@example.com", "Ivan", "Petrov"),
  personNamed("jo@example.com", "Jo", "Ng"),
  personNamed("kofi@example.com", "Kofi", "Mensah"),
  personNamed("lea@example.com", "Léa", "Roux"),
];

/** What boto3 sees once the whole team is onboarded. */
export const whole: State = {
  users,
  groups: {},
  permissionSets: [amplifySet],
  assignments: [
    "Sandbox North: amplify-policy for USER ana@example.com",
    "Sandbox North: amplify-policy for USER bilal@example.com",
    "Sandbox North: amplify-policy for USER chloe@example.com",
    "Sandbox North: amplify-policy for USER lea@example.com",
    "Sandbox South: amplify-policy for USER dmitri@example.com",
    "Sandbox South: amplify-policy for USER emi@example.com",
    "Sandbox South: amplify-policy for USER farah@example.com",
    "Sandbox South: amplify-policy for USER gus@example.com",
    "Staging: amplify-policy for USER ana@example.com",
    "Staging: amplify-policy for USER emi@example.com",
    "Staging: amplify-policy for USER hana.kim",
    "Staging: amplify-policy for USER ivan@example.com",
    "Staging: amplify-policy for USER jo@example.com",
    "Staging: amplify-policy for USER kofi@example.com",
  ],
};
