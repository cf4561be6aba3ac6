// Compiled from messages/ by `npm run messages`. Don't edit.
export const cookiesBlocked = "Your browser blocks cookies";
export const cookiesBlockedHint = "You can sign in and play in this tab, but closing or reloading it signs you out.";
