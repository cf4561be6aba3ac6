// Compiled from messages/ by `npm run messages`. Don't edit.
export const brokenLink = "This link is invalid";
export const brokenLinkReason = "It may be incomplete, already used, or expired.";
