// Compiled from messages/ by `npm run messages`. Don't edit.
export const choose = "Choose a new password";
export const chooseHint = "This signs you out on all devices.";
export const save = "Save new password";
export const changed = "Your password has been changed";
export const changedHint = "You've been signed out everywhere. Sign in with your new password.";
export const newPassword = "New password";
