import type { Bootstrap } from "../../core/state/resource.ts";
import type { Done } from "../calls/done.ts";
import type { Session } from "../session.ts";

/** Bootstraps the CDK. */
export async function bootstrapAccount(_session: Session, _bootstrap: Bootstrap): Promise<Done> {
  throw new Error("not built yet");
}
