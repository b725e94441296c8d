/**
 * Names of package.json that starters carry. Two projects that never changed theirs have the same sandboxes in the same account and Region,
 * if the identifiers are the same: the one takes apart what the other has deployed.
 */
const STARTERS: readonly RegExp[] = [
  /^amplify-[a-z-]+-template$/,
  /^aws-amplify-gen2$/,
  /^(my|your)-(amplify-|next-|nuxt-|vue-|react-|remix-|svelte-)?(app|project)$/,
  /^(vite|vue|vite-vue|vite-react|vite-vanilla|react|svelte|vue3|nuxt|remix|next|expo|angular)-?(project|app|starter|template|typescript-starter|ts)$/,
  /^(app|web|frontend|client|project|demo|example|starter|template|test|untitled|awesomeproject|personal-crm)$/i,
];

/** Whether a name says nothing of whose project it is. */
export function isStarterName(name: string): boolean {
  return STARTERS.some((starter) => starter.test(name));
}
