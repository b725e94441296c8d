/** A file given to the simulator cannot be used. `problems` lists everything that is wrong with it, each with its place. */
export class InputRefused extends Error {
  readonly problems: readonly string[];

  constructor(message: string, problems: readonly string[], options?: ErrorOptions) {
    super([message, ...problems].join("\n  "), options);
    this.name = "InputRefused";
    this.problems = problems;
  }
}
