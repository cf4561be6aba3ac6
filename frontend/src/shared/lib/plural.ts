interface Forms {
  other: string;
  [category: string]: string;
}

/** Cached, because creating one takes far longer than using it. */
const rules: Record<string, Intl.PluralRules> = {};

/**
 * Returns the form for exactly that number (`=0`), or else for its plural category in the language, as in ICU
 * MessageFormat.
 */
export function plural(language: string, count: number, forms: Forms): string {
  const category = (rules[language] ??= new Intl.PluralRules(language)).select(count);
  return forms[`=${String(count)}`] ?? forms[category] ?? forms.other;
}
