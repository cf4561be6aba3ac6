// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "You're offline";
export const hint = "You need a connection to play. Your results are safe.";
