import type { Source } from "../../core/errors/problem.ts";
import type { Plan } from "../../core/plan/plan.ts";
import type { FirstSignIn } from "../../core/report/first-sign-in.ts";
import type { Report } from "../../core/report/report.ts";
import type { Leavings } from "../apply/outputs.ts";
import type { Io } from "../terminal/io.ts";
import type { Format } from "./format.ts";

/** Everything the run has to show at its end. */
export interface Ending {
  readonly report: Report;
  readonly firstSignIn: FirstSignIn;
  readonly leavings: Leavings;
  readonly recordFile?: string;
}

/** What was looked at when AWS was not asked, and what only AWS can answer. */
export interface InputCheck {
  readonly teamFile: string;
  readonly people: number;
  readonly rows: number;
  readonly warnings: readonly string[];
}

/** How a run is shown. Another format is another of these; nothing below the command line knows. */
export interface Presenter {
  /** The plan; with `apply`, what is done about it follows. */
  plan(plan: Plan, next: "stop" | "apply"): void;
  ending(ending: Ending): void;
  /** The files are right as far as they alone can tell. */
  inputChecked(check: InputCheck): void;
}

export interface PresenterOptions {
  /** Lines are those of this input. */
  readonly team: Source;
  /** Without it people are called by their line; JSON always names them. */
  readonly showPeople: boolean;
  /** Where `github` adds the page of the job; absent: where the runner says. */
  readonly summaryFile?: string;
}

/** The presenter for a format. Each is loaded when it is wanted: they bring tables and widths with them. */
export async function presenterFor(format: Format, io: Io, options: PresenterOptions): Promise<Presenter> {
  const presenter = await presenterOf(format, io, options);
  if (options.showPeople || format === "json") return presenter;
  return (await import("./by-line-presenter.ts")).byLinePresenter(presenter);
}

async function presenterOf(
  format: Format,
  io: Io,
  { team, showPeople, summaryFile }: PresenterOptions,
): Promise<Presenter> {
  switch (format) {
    case "text":
      return (await import("./text-presenter.ts")).textPresenter(io);
    case "json":
      return (await import("./json-presenter.ts")).jsonPresenter(io, showPeople);
    case "markdown":
      return (await import("./markdown-presenter.ts")).markdownPresenter(io);
    case "github": {
      const { githubPresenter } = await import("./github-presenter.ts");
      return githubPresenter(io, team, summaryFile ?? io.env.GITHUB_STEP_SUMMARY);
    }
    case "gitlab":
      return (await import("./gitlab-presenter.ts")).gitlabPresenter(io, team);
    default:
      return format satisfies never;
  }
}
