const rules = new Map<string, Intl.PluralRules>();

/** The form for exactly that number (`=0`), or else for its category in the language, as in ICU MessageFormat. */
export function plural(language: string, count: number, forms: Record<string, string>): string {
  return (
    forms[`=${String(count)}`] ?? forms[rulesOf(language).select(count)] ?? forms["other"] ?? ""
  );
}

/** Kept, as making one takes far longer than using it. */
function rulesOf(language: string): Intl.PluralRules {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
}
