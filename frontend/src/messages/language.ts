// Compiled from messages/ by `npm run messages`. Don't edit.
export const label = "Language";
export const hint = "Also used for emails";
export const notKept = "Your language choice can't be saved";
export const notKeptHint = "Your browser blocks cookies, so pages stay in your browser's language.";
export const notChanged = "The language couldn't be changed";
