// Compiled from messages/ by `npm run messages`. Don't edit.
export const good = "You can use this password.";
