/**
 * What IAM says about a policy document that it does not take, as far as its grammar goes; undefined when it takes it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function malformedPolicy(text: string): string | undefined {
  const { Version, Statement } = JSON.parse(text) as { Version?: unknown; Statement?: unknown };
  if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") return syntaxErrors;
  for (const statement of [Statement].flat()) {
    const complaint = malformedStatement(statement);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

const syntaxErrors = "Syntax errors in policy.";

function malformedStatement(statement: unknown): string | undefined {
  if (typeof statement !== "object" || statement === null) return syntaxErrors;
  const has = (member: string) => Object.hasOwn(statement, member);
  const { Effect } = statement as { readonly Effect?: unknown };
  if (Effect !== "Allow" && Effect !== "Deny") return syntaxErrors;
  if (has("Principal") || has("NotPrincipal")) return "Policy document should not specify a principal.";
  if (!has("Action") && !has("NotAction")) return "Policy statement must contain actions.";
  if (!has("Resource") && !has("NotResource")) return "Policy statement must contain resources.";
  const hasBoth = (has("Action") && has("NotAction")) || (has("Resource") && has("NotResource"));
  return hasBoth ? syntaxErrors : undefined;
}
