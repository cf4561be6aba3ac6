// Compiled from messages/ by `npm run messages`. Don't edit.
export const signedOut = "You're signed out.";
export const signedOutInTab = "You signed out in another tab.";
export const deleted = "Your account and everything in it have been deleted.";
export const ended = "Your session has ended. Sign in to continue.";
