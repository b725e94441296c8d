import { typedStartUrl } from "../../../core/aws/typed-start-url.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { SNIPPETS, type Snippet } from "../../../workstation/project/snippets.ts";
import type { Given } from "../../flags/add-command.ts";
import type { LocalOptions } from "../../local/local-flags.ts";
import { formatWithoutProfiles } from "../../local/local-options.ts";
import { realMachine } from "../../local/machine.ts";
import { takeBack } from "../../local/take-back.ts";
import { unwire } from "../../local/wire.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { type Io, show } from "../../terminal/io.ts";
import { setUpMachine } from "./set-up-machine.ts";

/** `onboard local`: configure, sign in, verify; or one of the ways that lead elsewhere. */
export async function onboardLocal({ options: typed, problems }: Given<LocalOptions>, given: Io): Promise<ExitCode> {
  refuse([...problems, ...formatWithoutProfiles(typed)]);
  const isDocument = typed.format === "json";
  const io = isDocument ? { ...given, stdout: given.stderr } : given;
  const { startUrl, ssoRegion } = typed;
  const options = startUrl === undefined ? typed : { ...typed, startUrl: typedStartUrl(startUrl, ssoRegion) };
  if (options.snippet !== undefined) return showSnippet(SNIPPETS[options.snippet], io);
  if (options.unwire) return unwire({ home: realMachine(io).home, yes: options.yes === true, io });
  if (options.undo || options.remove) return takeBack(options, io);
  return setUpMachine(options, io, isDocument ? given.stdout : undefined);
}

/** On stdout only what belongs into the file. */
function showSnippet({ file, text, says }: Snippet, io: Io): ExitCode {
  io.stdout.write(text);
  show(io.stderr, [`For ${file}.`, ...says]);
  return EXIT.done;
}
