// Compiled from messages/ by `npm run messages`. Don't edit.
export const close = "Close";
export const cancel = "Cancel";
