// Compiled from messages/ by `npm run messages`. Don't edit.
export const network = "The server isn't responding. Check your connection and try again.";
export const part = "This part of the page couldn't be loaded. Check your connection and try again.";
export const unknown = "Something went wrong. Please try again.";
export const server = "Something went wrong on the server. Please try again in a moment.";
export const tooMany = "Too many attempts. Please wait a moment.";
export const tooManySeconds = ({ seconds }: { seconds: number }): string => `Too many attempts. Please wait ${seconds === 1 ? `${seconds} second` : `${seconds} seconds`}.`;
export const tooManyMinutes = ({ minutes }: { minutes: number }): string => `Too many attempts. Please wait ${minutes === 1 ? `${minutes} minute` : `${minutes} minutes`}.`;
