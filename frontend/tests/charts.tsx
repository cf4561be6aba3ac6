/** In the place of the chart library: jsdom lays nothing out, so there is no room to draw in. The pictures show them. */
export const AreaChart = () => null;
export const BarsList = () => null;
