import { isMissing } from "../../files/file-error.ts";
import { homeFolder } from "../../files/home-folder.ts";
import { readPlainFile } from "../../files/read-file.ts";
import { type AwsFiles, locateAwsFiles } from "../../workstation/aws-config/file/config-location.ts";
import { type Readings, readLikeEach } from "../../workstation/aws-config/readings.ts";
import type { SharedFiles } from "../../workstation/credentials/client-view.ts";
import type { Io } from "../terminal/io.ts";

/** Both shared files as they are found from here, and where that is. */
export interface FilesHere extends SharedFiles {
  readonly at: AwsFiles;
}

/** Both shared files of whoever runs this, and where they are. Throws where they cannot be read, or clients differ on the place. */
export async function readSharedFiles({ env, cwd }: Pick<Io, "env" | "cwd">): Promise<FilesHere> {
  const at = locateAwsFiles({ env, cwd, systemHome: homeFolder(env), platform: process.platform });
  const [config, credentials] = await Promise.all([readingsOf(at.config), readingsOf(at.credentials)]);
  return { config, credentials, env, at };
}

async function readingsOf(file: string): Promise<Readings> {
  const text = await readPlainFile(file).then(
    ({ bytes }) => bytes.toString("utf8"),
    (error: unknown) => {
      if (isMissing(error)) return "";
      throw error;
    },
  );
  return readLikeEach(text);
}
