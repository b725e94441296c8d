/** The first that nobody has: the name itself, else the same with a number from 2 on. */
export function freeName(
  name: string,
  taken: { readonly has: (name: string) => boolean },
  numbered = (number: number) => `${name}-${number}`,
): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!taken.has(numbered(number))) return numbered(number);
  }
}
