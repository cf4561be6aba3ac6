/** Replaces the chart library: jsdom has no layout, so there is no room to draw in. */
export const AreaChart = () => null;
export const BarsList = () => null;
