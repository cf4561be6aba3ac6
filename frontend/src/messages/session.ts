// Compiled from messages/ by `npm run messages`. Don't edit.
export const signInToContinue = "Sign in to continue";
export const sessionEnded = "Your session has ended: it expired or was ended on another device. Your input has been kept.";
export const leave = "Leave without signing in";
export const loadingSession = "Loading your session…";
