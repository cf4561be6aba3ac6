/** What pages need of a browser and jsdom does not have. */
import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

vi.mock("next/navigation", async () => {
  const { place, router } = await import("./router");
  return { useRouter: () => router, usePathname: () => place.pathname };
});

// Parts of a page that load later take their time on a loaded machine.
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
  // A test may have put another one over it.
  Reflect.deleteProperty(document, "cookie");
  document.cookie = "numberplay_signed_in=; Path=/; Max-Age=0";
});
