import type { Machine } from "./asked-machine.ts";
import { HEADERS } from "./machines/headers.ts";
import { ROLES } from "./machines/roles.ts";
import { SHELLS } from "./machines/shells.ts";
import { SIGN_INS } from "./machines/sign-ins.ts";
import { SPELLINGS } from "./machines/spellings.ts";
import { USUAL } from "./machines/usual.ts";

/** Machines as people have them, and who gets what there; `test/interop` asks the clients themselves. */
export const MACHINES: readonly Machine[] = [...USUAL, ...HEADERS, ...SPELLINGS, ...SIGN_INS, ...ROLES, ...SHELLS];
