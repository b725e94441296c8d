import { beforeEach } from "vitest";
import { reasonAside } from "./set-aside.ts";

/** On Windows, what is set aside counts as skipped, with its reason. */
beforeEach(({ task, skip }) => {
  if (process.platform !== "win32") return;
  const reason = reasonAside(task.file.filepath, task.name);
  if (reason !== undefined) skip(reason);
});
