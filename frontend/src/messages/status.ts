// Compiled from messages/ by `npm run messages`. Don't edit.
export const healthy = "All systems are operational.";
export const degraded = "The game works, but some services are degraded.";
export const unhealthy = "The game is unavailable. Your results are safe.";
export const readOnly = "Plays are paused because the database is read-only. Your results are safe.";
export const up = "Operational";
export const down = "Unavailable";
export const readOnlyState = "Read-only";
export const results = "Results";
export const cache = "Cache";
export const live = "Live results";
export const tasks = "Email and background jobs";
export const title = "Status";
export const connection = "Your connection";
export const checking = "Checking…";
export const respondsIn = ({ ms }: { ms: string | number }): string => `Responds in ${ms} ms`;
export const server = "Server";
export const notResponding = "Not responding";
export const notSignedIn = "Not signed in";
