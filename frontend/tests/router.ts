import { vi } from "vitest";

/** Where the page asked to go. */
export const router = { replace: vi.fn<(address: string) => void>() };
