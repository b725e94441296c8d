import { setTimeout as wait } from "node:timers/promises";
import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  DeleteOrganizationalUnitCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListChildrenCommand,
  ListCreateAccountStatusCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  MoveAccountCommand,
  OrganizationsClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateOrganizationalUnitCommand,
} from "@aws-sdk/client-organizations";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { awsEnvironment, requireTool } from "./child.ts";
import { type MotoServer, startMoto } from "./moto-server.ts";

let moto: MotoServer;
let simulator: RunningSimulator;

beforeAll(async () => {
  const env = await awsEnvironment("http://127.0.0.1:9");
  await requireTool("python3", ["-c", "import moto.server, flask_cors"], env);
  [moto, simulator] = await Promise.all([
    startMoto(env),
    startSimulator({ speed: 20, organization: { accounts: [], organizationalUnits: ["Workloads"] } }),
  ]);
});
afterAll(() => Promise.all([moto?.stop(), simulator?.close()]));

const clientOf = (endpoint: string) =>
  new OrganizationsClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
  });

/** An answer with every value replaced by what kind of value it is: two answers of one shape are then equal. */
function shapeOf(value: unknown, name = ""): unknown {
  if (value instanceof Date) return "time";
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].map(parse);
  if (typeof value !== "object" || value === null) return kindOf(value, name);
  const members = Object.entries(value).filter(([member, one]) => member !== "$metadata" && one !== undefined);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([member, one]) => [member, shapeOf(one, member)]),
  );
}

const parse = (text: string): unknown => JSON.parse(text);

/** States and types are what callers decide on; ids and ARNs are told by what they begin with. */
function kindOf(value: unknown, name: string): unknown {
  if (typeof value !== "string") return typeof value;
  if (["State", "Status", "Type", "JoinedMethod"].includes(name)) return value;
  if (value.startsWith("arn:")) return value.replace(/\d{12}/g, "ACCOUNT").replace(/(o|r|ou)-[\w-]+/g, "$1-ID");
  if (/^o-\w+\/.*\/$/.test(value)) return "path";
  return value.replace(/^\d{12}$/, "ACCOUNT").replace(/^(car|ou|r)-[\w-]+$/, "$1-ID");
}

/** What an administrator's tool does to make an account and put it where it belongs; each answer's shape by its call. */
async function createAndMove(endpoint: string): Promise<Record<string, unknown>> {
  const client = clientOf(endpoint);
  const shapes: Record<string, unknown> = {};
  const noted = <Answer>(call: string, answer: Answer): Answer => {
    shapes[call] = shapeOf(answer);
    return answer;
  };
  const roots = noted("ListRoots", await client.send(new ListRootsCommand({})));
  const root = roots.Roots?.[0]?.Id;
  const units = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: root }));
  const unit = noted("ListOrganizationalUnitsForParent", units).OrganizationalUnits?.find(
    ({ Name }) => Name === "Workloads",
  )?.Id;

  const wanted = { Email: "new@example.com", AccountName: "New", Tags: [{ Key: "team", Value: "web" }] };
  const created = noted("CreateAccount", await client.send(new CreateAccountCommand(wanted)));
  const CreateAccountRequestId = created.CreateAccountStatus?.Id;
  const describe = () => client.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }));
  let described = await describe();
  for (const end = Date.now() + 30_000; described.CreateAccountStatus?.State === "IN_PROGRESS" && Date.now() < end; ) {
    await wait(50);
    described = await describe();
  }
  const AccountId = noted("DescribeCreateAccountStatus", described).CreateAccountStatus?.AccountId;
  const statuses = await client.send(new ListCreateAccountStatusCommand({ States: ["SUCCEEDED"] }));
  const ours = statuses.CreateAccountStatuses?.filter(({ Id }) => Id === CreateAccountRequestId);
  noted("ListCreateAccountStatus", { CreateAccountStatuses: ours });
  const listed = await client.send(new ListAccountsCommand({}));
  noted("ListAccounts", { Accounts: listed.Accounts?.filter(({ Id }) => Id === AccountId) });
  noted("DescribeAccount", await client.send(new DescribeAccountCommand({ AccountId })));
  noted("ListTagsForResource", await client.send(new ListTagsForResourceCommand({ ResourceId: AccountId })));
  noted("ListParents, before", await client.send(new ListParentsCommand({ ChildId: AccountId })));

  const move = new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unit });
  noted("MoveAccount", await client.send(move));
  noted("ListParents, after", await client.send(new ListParentsCommand({ ChildId: AccountId })));
  const there = await client.send(new ListAccountsForParentCommand({ ParentId: unit }));
  noted("ListAccountsForParent", { Accounts: there.Accounts?.filter(({ Id }) => Id === AccountId) });
  return { ...shapes, ...(await refusals(client, { AccountId, root, unit })) };
}

/** The errors' names, or "accepted". */
async function refusals(client: OrganizationsClient, { AccountId, root, unit }: Record<string, string | undefined>) {
  const nowhere = "ou-ab12-12345678";
  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => "accepted",
      ({ name }: Error) => name,
    );
  const move = (SourceParentId?: string, DestinationParentId?: string, id = AccountId) =>
    outcome(client.send(new MoveAccountCommand({ AccountId: id, SourceParentId, DestinationParentId })));
  return {
    "an unknown request": await outcome(
      client.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: `car-${"0".repeat(32)}` })),
    ),
    "an unknown account": await outcome(client.send(new DescribeAccountCommand({ AccountId: "999999999999" }))),
    "a move of an unknown account": await move(root, unit, "999999999999"),
    "a move to where it is": await move(root, unit),
    "a move from nowhere": await move(nowhere, root),
    "a move to nowhere": await move(unit, nowhere),
  };
}

type Shapes = Readonly<Record<string, unknown>>;
const without = (member: string, shape: unknown) =>
  parse(JSON.stringify(shape, (name, value) => (name === member ? undefined : value)));

/** Where moto answers otherwise than AWS's service model and pages say. */
const motosOwn = (ours: Shapes): Shapes => ({
  // It is synchronous: the account is there before the call returns.
  CreateAccount: ours.DescribeCreateAccountStatus,
  // It knows no account's path, and enables no policy type.
  DescribeAccount: without("Paths", ours.DescribeAccount),
  ListAccounts: without("Paths", ours.ListAccounts),
  ListAccountsForParent: without("Paths", ours.ListAccountsForParent),
  ListRoots: { Roots: [{ ...(ours.ListRoots as { Roots: readonly object[] }).Roots[0], PolicyTypes: [] }] },
  // Errors that these operations do not have.
  "an unknown request": "AccountNotFoundException",
  "a move from nowhere": "ParentNotFoundException",
  "a move to nowhere": "ParentNotFoundException",
  "a move to where it is": "accepted",
});

it("creating an account and moving it answers here as in moto, but for what is moto's own", async () => {
  const admin = clientOf(moto.url);
  await admin.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const { Roots } = await admin.send(new ListRootsCommand({}));
  await admin.send(new CreateOrganizationalUnitCommand({ ParentId: Roots?.[0]?.Id, Name: "Workloads" }));
  const [theirs, ours] = await Promise.all([createAndMove(moto.url), createAndMove(simulator.url)]);
  expect(ours.CreateAccount).toMatchObject({ CreateAccountStatus: { State: "IN_PROGRESS" } });
  expect(ours.DescribeAccount).toMatchObject({ Account: { Paths: ["path"] } });
  expect(theirs).toEqual({ ...ours, ...motosOwn(ours) });
});

/** What an administrator's tool changes in an organization besides; each answer's shape, or the error's name and sentence. */
async function changeTheRest(endpoint: string): Promise<Record<string, unknown>> {
  const client = clientOf(endpoint);
  const told: Record<string, unknown> = {};
  const noted = async <Answer>(what: string, call: Promise<Answer>): Promise<Answer | undefined> => {
    try {
      const answer = await call;
      told[what] = shapeOf(answer);
      return answer;
    } catch (error) {
      told[what] = `${(error as Error).name}: ${(error as Error).message}`;
      return undefined;
    }
  };
  const ParentId = (await client.send(new ListRootsCommand({}))).Roots?.[0]?.Id;
  const made = await noted(
    "CreateOrganizationalUnit",
    client.send(new CreateOrganizationalUnitCommand({ ParentId, Name: "A" })),
  );
  const OrganizationalUnitId = made?.OrganizationalUnit?.Id;
  const other = await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name: "B" }));
  const rename = (Name: string) => client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId, Name }));
  await noted("UpdateOrganizationalUnit", rename("C"));
  await noted("UpdateOrganizationalUnit, taken", rename("B"));
  const children = await client.send(new ListChildrenCommand({ ParentId, ChildType: "ORGANIZATIONAL_UNIT" }));
  told.ListChildren = shapeOf({ Children: children.Children?.filter(({ Id }) => Id === OrganizationalUnitId) });
  await noted("ListChildren, of what", client.send(new ListChildrenCommand({ ParentId, ChildType: "X" as "ACCOUNT" })));
  const Tags = [{ Key: "team", Value: "web" }];
  await noted("TagResource", client.send(new TagResourceCommand({ ResourceId: OrganizationalUnitId, Tags })));
  const tags = () => client.send(new ListTagsForResourceCommand({ ResourceId: OrganizationalUnitId }));
  await noted("ListTagsForResource", tags());
  await noted(
    "UntagResource",
    client.send(new UntagResourceCommand({ ResourceId: OrganizationalUnitId, TagKeys: ["team"] })),
  );
  await noted("ListTagsForResource, none", tags());
  const remove = (id: string | undefined) =>
    client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: id }));
  await noted("DeleteOrganizationalUnit", remove(OrganizationalUnitId));
  await noted("DeleteOrganizationalUnit, again", remove(OrganizationalUnitId));
  await remove(other.OrganizationalUnit?.Id);
  const access = (ServicePrincipal: string) => client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  await noted("EnableAWSServiceAccess", access("sso.amazonaws.com"));
  await noted("EnableAWSServiceAccess, unknown", access("nobody.example"));
  await noted("ListAWSServiceAccessForOrganization", client.send(new ListAWSServiceAccessForOrganizationCommand({})));
  await noted(
    "DisableAWSServiceAccess",
    client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "ssm.amazonaws.com" })),
  );
  await noted("CreateOrganization, again", client.send(new CreateOrganizationCommand({})));
  await noted("DescribeAccount, no id", client.send(new DescribeAccountCommand({ AccountId: "12" })));
  await noted("CloseAccount, of nobody", client.send(new CloseAccountCommand({ AccountId: "999999999999" })));
  return told;
}

it("units, tags, service access and closing answer here as in moto, in the same words", async () => {
  const [theirs, ours] = await Promise.all([changeTheRest(moto.url), changeTheRest(simulator.url)]);
  const looked = "AccountNotFoundException: You specified an account that doesn't exist.";
  expect(theirs).toEqual({ ...ours, "DescribeAccount, no id": looked });
});
