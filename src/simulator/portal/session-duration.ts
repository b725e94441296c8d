const hour = 3_600_000;

/** The milliseconds of an ISO 8601 duration such as `PT12H` or `PT1H30M`; an hour, AWS's default, for a text that is none. */
export function durationOf(text: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)?.slice(1) ?? [];
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return days * 24 * hour + hours * hour + minutes * 60_000 + seconds * 1000 || hour;
}
