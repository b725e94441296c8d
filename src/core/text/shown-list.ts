/** A list as a sentence shows it: its first few, and how many more there are. */
export function shownList(items: readonly string[], most = 5): string {
  if (items.length <= most) return items.join(", ");
  return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}
