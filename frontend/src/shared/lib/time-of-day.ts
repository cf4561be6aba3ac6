/** Returns the time by this device's clock, in milliseconds. Use it for days and dates, not for waits. */
export const timeOfDay = () => performance.timeOrigin + performance.now();
