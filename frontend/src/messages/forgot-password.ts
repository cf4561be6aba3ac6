// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "Forgot your password?";
export const intro = "Enter your email address, and we'll send you a link to choose a new password.";
export const form = "Reset your password";
export const back = "Back to sign in";
