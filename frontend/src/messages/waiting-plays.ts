// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "Plays waiting for a connection";
export const waiting = ({ count }: { count: number }): string => `${count === 1 ? `${count} play is waiting` : `${count} plays are waiting`} for a connection`;
export const hint = "When you're back online, we'll send each play exactly once. This browser keeps them for up to 24 hours.";
export const cancel = "Cancel";
export const cancelNumber = ({ number }: { number: string | number }): string => `Cancel the play of ${number}`;
export const dismiss = "Dismiss";
export const dismissNumber = ({ number }: { number: string | number }): string => `Dismiss the play of ${number}`;
export const expired = ({ number }: { number: string | number }): string => `The play of ${number} waited for more than 24 hours and won't be sent.`;
export const refused = ({ number }: { number: string | number }): string => `The play of ${number} was rejected and won't be sent again.`;
