// Compiled from messages/ by `npm run messages`. Don't edit.
export const emailMissing = "Enter your email address.";
export const usernameMissing = "Choose a username.";
export const codeMissing = "Enter the code.";
export const passwordMissing = "Enter a password.";
