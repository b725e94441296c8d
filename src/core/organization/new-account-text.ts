/** What `new` says of an account: nothing, which leaves its name to the person's user name, or the NAME of `new:NAME`. */
export interface NewAccountText {
  readonly name: string | undefined;
}

/** Reads `new` and `new:NAME`; `undefined` for what means an account that is there. */
export function newAccountText(text: string): NewAccountText | undefined {
  if (/^new$/i.test(text)) return { name: undefined };
  return /^new:/i.test(text) ? { name: text.slice(4).trim() } : undefined;
}
