import type { HandoverPerson } from "../../../core/handover/handover.ts";
import type { SignedInAs } from "../../../core/handover/signed-in-as.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";

/** Somebody else than the chosen person is signed in. */
export interface OtherPerson {
  readonly as: SignedInAs & { readonly kind: "other" };
  readonly person: Pick<HandoverPerson, "email" | "username">;
  readonly startUrl: string;
  readonly session: string;
  /** The command that signs the chosen person in. */
  readonly again: string;
  /** The command that sets the machine up for the other one; absent where the handover does not have them. */
  readonly asOther: string | undefined;
}

/** Who it is, what that leads to, and both ways out. Commands stand on lines of their own, never broken. */
export function renderOtherPerson(
  { as, person, startUrl, session, again, asOther }: OtherPerson,
  { width, colors }: RenderOptions,
): readonly string[] {
  const isPlain = person.username.toLowerCase() === person.email.toLowerCase();
  const chosen = visibleText(isPlain ? person.email : `${person.email} (user name ${person.username})`);
  const other = visibleText(as.userName);
  const paragraph = (text: string) => wrap(text, width, "  ");
  return [
    "",
    ...wrap(`✗ You are signed in as ${other}, not as ${chosen}.`, width).map((line) => colors.red(line)),
    ...paragraph(`What signs in with the session ${visibleText(session)} on this machine acts as ${other}.`),
    ...paragraph(`If you are ${chosen}: sign out there, at ${visibleText(startUrl)}, then run`),
    `    ${again}`,
    ...(asOther === undefined
      ? paragraph(`If you are ${other}: the handover has nothing for you; ask your administrator for one that has.`)
      : [...paragraph(`If you are ${other}, choose yourself:`), `    ${asOther}`]),
  ];
}
