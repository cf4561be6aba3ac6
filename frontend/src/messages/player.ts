// Compiled from messages/ by `npm run messages`. Don't edit.
export const checkInbox = "Check your inbox";
export const sendAnother = "Send another link";
export const resend = "Resend link";
export const resent = "We've sent you a link. Check your inbox.";
export const linkSent = ({ email }: { email: string | number }): string => `If ${email} belongs to an account, we've sent a link to that address.`;
