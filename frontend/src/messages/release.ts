// Compiled from messages/ by `npm run messages`. Don't edit.
export const newVersion = "A new version is available";
export const newVersionHint = "Reload the page when you're ready.";
export const reload = "Reload";
