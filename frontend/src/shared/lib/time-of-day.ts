/** By this device's clock, in milliseconds. For days and dates, not for waits. */
export const timeOfDay = () => performance.timeOrigin + performance.now();
