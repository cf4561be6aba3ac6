// Compiled from messages/ by `npm run messages`. Don't edit.
export const username = "Username";
export const show = ({ label }: { label: string | number }): string => `Show ${label}`;
export const code = "Code";
export const check = "Please check these fields";
export const password = "Password";
export const email = "Email";
