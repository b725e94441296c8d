const iso =
  /^P(?:(?<weeks>\d+)W|(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?)$/;

/**
 * The length of an ISO 8601 duration in seconds: `PT60M` and `PT1H` are both 3600. Undefined for anything else, and for
 * years and months, whose length varies.
 */
export function durationSeconds(text: string): number | undefined {
  const parts = iso.exec(text)?.groups;
  if (parts === undefined || !/\d[A-Z]$/.test(text)) return undefined;
  const { weeks, days, hours, minutes, seconds } = parts;
  const total =
    count(weeks) * 604_800 + count(days) * 86_400 + count(hours) * 3600 + count(minutes) * 60 + count(seconds);
  return Number.isSafeInteger(total) ? total : undefined;
}

function count(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits);
}
