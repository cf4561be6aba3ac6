// Compiled from messages/ by `npm run messages`. Don't edit.
export const dismiss = "Dismiss this message";
export const tryNow = "You can try again now.";
export const notOpened = "This couldn't be opened";
