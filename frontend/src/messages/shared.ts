// Compiled from messages/ by `npm run messages`. Don't edit.
export const signIn = "Sign in";
export const register = "Register";
export const tryAgain = "Try again";
