import { vi } from "vitest";

/** Where the page asked to go, and where it is. */
export const router = { replace: vi.fn<(address: string) => void>() };
export const place = { pathname: "/play" };
