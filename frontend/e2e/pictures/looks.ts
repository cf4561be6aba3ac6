/** The devices, settings and languages of the pictures. */
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const STILL = {
  contextOptions: { reducedMotion: "reduce" as const },
  colorScheme: "light" as const,
  locale: "en-US",
};
const FORCED = { reducedMotion: "reduce" as const, forcedColors: "active" as const };

export const LOOKS = {
  light: { ...STILL, ...DESKTOP },
  dark: { ...STILL, ...DESKTOP, colorScheme: "dark" as const },
  phone: { ...STILL, ...PHONE },
  narrow: { ...STILL, ...PHONE, viewport: { width: 320, height: 640 } },
  // A window of 1280 × 800 at 200 %.
  zoomed: { ...STILL, viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "forced-colors": { ...STILL, ...DESKTOP, contextOptions: FORCED },
  arabic: { ...STILL, ...DESKTOP, locale: "ar" },
  german: { ...STILL, ...PHONE, locale: "de" },
  print: { ...STILL, ...DESKTOP },
};

export type Look = keyof typeof LOOKS;
