import { resourceOf } from "../state/change.ts";
import type { User } from "../state/resource.ts";
import type { RecordedRun } from "../undo/recorded-run.ts";
import type { NamedPerson } from "./named-person.ts";
import { createRedactor, type TeamRedactor } from "./redactor.ts";

/** The redactor of those whom a run gave or took something: where nobody may be named they are numbered, in its order. */
export function redactorOfRun({ changes }: Pick<RecordedRun, "changes">): TeamRedactor {
  const people = new Map<string, Omit<NamedPerson, "label">>();
  for (const { change } of changes) {
    for (const one of peopleIn(resourceOf(change))) {
      const key = one.userName.toLowerCase();
      if (one.displayName !== "" || !people.has(key)) people.set(key, one);
    }
  }
  return createRedactor([...people.values()].map((one, index) => ({ ...one, label: `person ${index + 1}` })));
}

function peopleIn(resource: ReturnType<typeof resourceOf>): readonly Omit<NamedPerson, "label">[] {
  switch (resource.kind) {
    case "User":
      return [personOf(resource)];
    case "GroupMembership":
      return [unknown(resource.userName)];
    case "AccountAssignment":
      return resource.principal.type === "USER" ? [unknown(resource.principal.name)] : [];
    default:
      return [];
  }
}

function personOf({ userName, email, displayName }: User): Omit<NamedPerson, "label"> {
  return { userName, email, displayName };
}

function unknown(userName: string): Omit<NamedPerson, "label"> {
  return { userName, email: userName, displayName: "" };
}
