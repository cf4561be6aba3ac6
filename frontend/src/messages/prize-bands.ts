// Compiled from messages/ by `npm run messages`. Don't edit.
export const bands = "Prize bands";
export const upTo = ({ to }: { to: string | number }): string => `up to ${to}`;
export const fromTo = ({ from, to }: { from: string | number; to: string | number }): string => `${from}–${to}`;
