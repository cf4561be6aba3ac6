/** Replaces the chart library, which can't draw without a layout, and jsdom has none. */
export const AreaChart = () => null;
export const BarsList = () => null;
