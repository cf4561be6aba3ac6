/** Of the mutation that plays. In a file of its own, so that checking for a play under way doesn't load the rest. */
export const playKey = ["play"] as const;
