// Compiled from messages/ by `npm run messages`. Don't edit.
export const dismiss = "Not now";
export const request = ({ email }: { email: string | number }): string => `Please verify your address using the link we sent to ${email}.`;
export const whyVerify = "You need a verified email address to reset your password.";
export const title = "Verify your email address";
