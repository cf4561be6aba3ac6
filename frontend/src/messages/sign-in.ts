// Compiled from messages/ by `npm run messages`. Don't edit.
export const newHere = "New here?";
export const forgot = "Forgot your password?";
export const alreadyPlayer = "Already a player?";
