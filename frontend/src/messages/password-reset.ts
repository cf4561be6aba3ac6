// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "Forgot your password?";
export const intro = "Enter your email address, and we'll send you a link to choose a new password.";
export const form = "Reset your password";
export const back = "Back to sign in";
export const choose = "Choose a new password";
export const chooseHint = "This signs you out on all devices.";
export const save = "Save new password";
export const changed = "Your password has been changed";
export const changedHint = "You've been signed out everywhere. Sign in with your new password.";
export const newPassword = "New password";
