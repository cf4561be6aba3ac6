// Compiled from messages/ by `npm run messages`. Don't edit.
export const languages = {
  "ar": "العربية",
  "de": "Deutsch",
  "en": "English",
} as const;
