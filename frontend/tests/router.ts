import { vi } from "vitest";

/** The navigations that the page has requested, and its current URL. */
export const router = {
  replace: vi.fn<(address: string) => void>(),
  push: vi.fn<(address: string) => void>(),
};
export { place } from "./place";
