import type { AccountAssignmentOperationStatus } from "@aws-sdk/client-sso-admin";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Aws } from "../../../../src/identity-center/calls/aws.ts";
import { creationCalls } from "../../../../src/identity-center/kinds/account-assignment/assignment-calls.ts";
import { createAssignmentRequests } from "../../../../src/identity-center/kinds/account-assignment/assignment-requests.ts";
import { createOpenAssignments } from "../../../../src/identity-center/kinds/account-assignment/open-assignments.ts";

const answered = (name: string, httpStatusCode = 400) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

interface Fake {
  /** Ids in progress, or the error that listing them ends with. */
  readonly list: () => readonly string[] | Error;
  /** The first page of the whole list; one that shows none of ours unless told otherwise. */
  readonly newest?: () => readonly AccountAssignmentOperationStatus[];
  readonly describe: (id: string) => AccountAssignmentOperationStatus | Error;
}

/** sso-admin with the two operations that follow assignments, answering at once. */
function requestsOf({ list, newest = () => [], describe }: Fake, signal?: AbortSignal) {
  const sent: string[] = [];
  const send = async ({
    input,
  }: {
    readonly input: { AccountAssignmentCreationRequestId?: string; Filter?: object };
  }) => {
    const id = input.AccountAssignmentCreationRequestId;
    sent.push(id ?? (input.Filter === undefined ? "newest" : "list"));
    if (sent.at(-1) === "newest") {
      const failed = list();
      if (failed instanceof Error) throw failed;
      return { AccountAssignmentsCreationStatus: newest() };
    }
    const answer = id === undefined ? list() : describe(id);
    if (answer instanceof Error) throw answer;
    if (id !== undefined) return { AccountAssignmentCreationStatus: answer };
    const open = (answer as readonly string[]).map((RequestId) => ({ RequestId, Status: "IN_PROGRESS" }));
    return { AccountAssignmentsCreationStatus: open };
  };
  const aws = { ssoAdmin: { send } } as unknown as Aws;
  const instance = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
  const options = { perSecond: 20, ...(signal === undefined ? {} : { signal }) };
  return { requests: createAssignmentRequests(creationCalls(aws, instance), options), sent };
}

const succeeded = (RequestId: string) => ({ RequestId, Status: "SUCCEEDED" }) as const;

/** What becomes of it, on a clock that runs ahead: polls take no time. */
async function soon<Value>(promise: Promise<Value>): Promise<Value> {
  let over = false;
  const end = () => {
    over = true;
  };
  promise.then(end, end);
  for (let seconds = 0; seconds < 2_000 && !over; seconds += 1) await vi.advanceTimersByTimeAsync(1_000);
  return over ? promise : Promise.reject(new Error("somebody still waits"));
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("following assignment requests", () => {
  it("asks for all of them with one call where AWS shows the newest first, and describes only what failed", async () => {
    let looks = 0;
    const newest = () => {
      const isFirst = looks++ === 0;
      return (["a", "b", "c"] as const).map((RequestId) => ({
        RequestId,
        Status: isFirst && RequestId !== "a" ? "IN_PROGRESS" : RequestId === "c" ? "FAILED" : "SUCCEEDED",
      })) satisfies AccountAssignmentOperationStatus[];
    };
    const { requests, sent } = requestsOf({
      list: () => [],
      newest,
      describe: (RequestId) => ({ RequestId, Status: "FAILED", FailureReason: "no" }),
    });
    const ended = await soon(Promise.all(["a", "b", "c"].map(requests.ended)));
    expect(ended).toEqual([succeeded("a"), succeeded("b"), { RequestId: "c", Status: "FAILED", FailureReason: "no" }]);
    expect(sent).toEqual(["newest", "newest", "c"]);
  });

  it("asks for those in progress where it does not, and describes those that are not among them", async () => {
    const { requests, sent } = requestsOf({
      list: () => (sent.includes("a") ? [] : ["b", "c"]),
      describe: succeeded,
    });
    const ended = await soon(Promise.all(["a", "b", "c"].map(requests.ended)));
    expect(ended.map(({ RequestId }) => RequestId)).toEqual(["a", "b", "c"]);
    expect(sent).toEqual(["newest", "list", "a", "newest", "list", "b", "c"]);
  });

  it("looks at the whole list no more once it has shown none of ours three times", async () => {
    const { requests, sent } = requestsOf({
      list: () => (sent.length < 12 ? ["a"] : []),
      describe: succeeded,
    });
    await soon(requests.ended("a"));
    expect(sent.filter((one) => one === "newest")).toHaveLength(3);
    expect(sent.filter((one) => one === "list").length).toBeGreaterThan(6);
  });

  it.each(["UnknownOperationException", "AccessDeniedException"])(
    "describes each where the list answers %s",
    async (name) => {
      let described = 0;
      const { requests } = requestsOf({
        list: () => answered(name),
        describe: (id) => ({ RequestId: id, Status: described++ === 0 ? "IN_PROGRESS" : "SUCCEEDED" }),
      });
      expect(await soon(requests.ended("a"))).toMatchObject({ Status: "SUCCEEDED" });
      expect(described).toBe(2);
    },
  );

  it("takes nothing for an end but SUCCEEDED and FAILED", async () => {
    const answers: AccountAssignmentOperationStatus[] = [{}, { Status: "IN_PROGRESS" }, { Status: "FAILED" }];
    const { requests, sent } = requestsOf({ list: () => [], describe: () => answers.shift() ?? {} });
    expect(await soon(requests.ended("a"))).toEqual({ Status: "FAILED" });
    expect(sent.filter((one) => one === "a")).toHaveLength(3);
  });

  it("goes on with the others when one cannot be asked about", async () => {
    const { requests } = requestsOf({
      list: () => [],
      describe: (id) => (id === "a" ? answered("ValidationException") : succeeded(id)),
    });
    const [one, other] = await soon(Promise.allSettled([requests.ended("a"), requests.ended("b")]));
    expect(one).toMatchObject({ status: "rejected", reason: { name: "ValidationException" } });
    expect(other).toMatchObject({ status: "fulfilled" });
  });

  it("waits for a request that AWS does not know yet", async () => {
    let described = 0;
    const { requests } = requestsOf({
      list: () => [],
      describe: (id) => (described++ === 0 ? answered("ResourceNotFoundException") : succeeded(id)),
    });
    expect(await soon(requests.ended("a"))).toMatchObject({ Status: "SUCCEEDED" });
  });

  it("leaves nobody waiting when a request comes just as the last one ends", async () => {
    const { requests } = requestsOf({ list: () => [], describe: succeeded });
    for (let steps = 0; steps < 30; steps += 1) {
      const second = async () => {
        await requests.ended(`first ${steps}`);
        for (let step = 0; step < steps; step += 1) await Promise.resolve();
        return requests.ended("second");
      };
      expect(await soon(second())).toMatchObject({ Status: "SUCCEEDED" });
    }
  });

  it("leaves nobody waiting when the run is interrupted, before or after", async () => {
    const stop = new AbortController();
    const reason = new Error("interrupted");
    const { requests } = requestsOf({ list: () => ["a"], describe: succeeded }, stop.signal);
    const waiting = requests.ended("a");
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(requests.ended("b")).rejects.toBe(reason);
    for (let steps = 0; steps < 6; steps += 1) {
      await requests.ended("c").catch(() => undefined);
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      await expect(requests.ended("d")).rejects.toBe(reason);
    }
  });

  it("tells everybody who waits when the list fails for good", async () => {
    const { requests } = requestsOf({ list: () => answered("ExpiredTokenException"), describe: succeeded });
    const outcomes = await soon(Promise.allSettled(["a", "b"].map(requests.ended)));
    expect(outcomes).toMatchObject(Array(2).fill({ reason: { name: "ExpiredTokenException" } }));
  });
});

describe("a request that does not end", () => {
  it("is still open after a quarter of an hour, and nobody waits longer", async () => {
    const { requests } = requestsOf({
      list: () => ["a"],
      describe: (id) => ({ RequestId: id, Status: "IN_PROGRESS" }),
    });
    await expect(soon(requests.ended("a"))).rejects.toMatchObject({
      name: "OnboardError",
      kind: "in-progress",
      requestId: "a",
    });
  });

  it("is not waited for when AWS does not know it for long", async () => {
    const { requests } = requestsOf({ list: () => [], describe: () => answered("ResourceNotFoundException") });
    await expect(soon(requests.ended("a"))).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("requests that an earlier run left open", () => {
  const target = { TargetId: "210987654321", PermissionSetArn: "set", PrincipalId: "ana" };
  const open = (id: string, others: object = {}) =>
    ({ RequestId: id, Status: "IN_PROGRESS", ...target, ...others }) as const;

  it("are handed out once each, to the assignment they make", async () => {
    const { requests, sent } = requestsOf({
      list: () => ["a", "b"],
      describe: (id) => open(id, id === "b" ? { PrincipalId: "bo" } : {}),
    });
    const opened = createOpenAssignments(requests);
    expect(await opened.take({ ...target, TargetId: "345678901234" })).toBeUndefined();
    expect(await opened.take(target)).toMatchObject({ RequestId: "a" });
    expect(await opened.take(target)).toBeUndefined();
    expect(sent).toEqual(["list", "a", "b"]);
  });

  it("are left out when they ended meanwhile, or AWS forgot them: what failed then is tried anew", async () => {
    const { requests } = requestsOf({
      list: () => ["a", "b"],
      describe: (id) => (id === "a" ? { ...open(id), Status: "FAILED" } : answered("ResourceNotFoundException")),
    });
    expect(await createOpenAssignments(requests).take(target)).toBeUndefined();
  });

  it("are looked for again when the first look failed", async () => {
    let looks = 0;
    const { requests } = requestsOf({
      list: () => (looks++ === 0 ? answered("InternalServerException", 500) : ["a"]),
      describe: (id) => open(id),
    });
    const opened = createOpenAssignments(requests);
    await expect(opened.take(target)).rejects.toMatchObject({ name: "InternalServerException" });
    expect(await opened.take(target)).toMatchObject({ RequestId: "a" });
  });
});
