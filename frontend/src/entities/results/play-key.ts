/**
 * The key of the mutation that plays. It has its own file, so that checking for a pending play doesn't load the rest.
 */
export const playKey = ["play"] as const;
