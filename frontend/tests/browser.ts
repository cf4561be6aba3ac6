/** The parts of a browser that pages need but jsdom lacks. */
import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

vi.mock("next/navigation", async () => {
  const { place, router } = await import("./router");
  return { useRouter: () => router, usePathname: () => place.pathname };
});

// On a busy machine, lazily loaded parts take a while.
configure({ asyncUtilTimeout: 50_000 });

const noPreference = { matches: false, addEventListener: () => {}, removeEventListener: () => {} };
window.matchMedia = () => noPreference as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe = () => {};
  unobserve = () => {};
  disconnect = () => {};
};
window.IntersectionObserver = class {
  root = null;
  rootMargin = "";
  scrollMargin = "";
  thresholds = [];
  observe = () => {};
  unobserve = () => {};
  disconnect = () => {};
  takeRecords = () => [];
};
window.HTMLElement.prototype.scrollIntoView = () => {};

afterEach(() => {
  cleanup();
  // A test may have replaced the original.
  Reflect.deleteProperty(document, "cookie");
  document.cookie = "numberplay_signed_in=; Path=/; Max-Age=0";
});
