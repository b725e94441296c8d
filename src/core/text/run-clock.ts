/** The time, which core asks nobody for: texts such as `2026-11-30T12:00:00Z`, in UTC, which sort by time. */
export interface RunClock {
  readonly now: string;
  /** The first full hour at which so many seconds are over. */
  readonly fullHourAfter: (seconds: number) => string;
}
