/** The devices and themes of the pictures. */
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const STILL = { contextOptions: { reducedMotion: "reduce" as const } };

export const LOOKS = {
  light: { ...DESKTOP, ...STILL, colorScheme: "light" as const },
  dark: { ...DESKTOP, ...STILL, colorScheme: "dark" as const },
  phone: { ...PHONE, ...STILL, colorScheme: "light" as const },
};

export type Look = keyof typeof LOOKS;
