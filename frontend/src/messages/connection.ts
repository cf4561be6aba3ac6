// Compiled from messages/ by `npm run messages`. Don't edit.
export const inSeconds = ({ seconds }: { seconds: string | number }): string => `in ${seconds} s`;
export const connection = ({ state }: { state: string | number }): string => `Connection: ${state}`;
export const retryNow = "Retry now";
export const connecting = "Connecting";
export const live = "Live";
export const polling = "Updating every 5 s";
export const streaming = "Connected over HTTP";
export const signedOutElsewhere = "Signed out elsewhere";
export const offline = "Offline";
export const milliseconds = ({ ms }: { ms: string | number }): string => `${ms} ms`;
export const reconnecting = "Reconnecting";
