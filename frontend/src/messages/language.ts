// Compiled from messages/ by `npm run messages`. Don't edit.
export const label = "Language";
export const hint = "Also used for emails";
