/** Of the mutation that plays. Alone in its file: who only asks whether a play is under way loads none of the playing. */
export const playKey = ["play"] as const;
