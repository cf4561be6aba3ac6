/**
 * Waits for preloaded parts. An import that is still running when the environment is torn down causes an unhandled
 * error.
 */
import { afterAll, vi } from "vitest";

afterAll(() => vi.dynamicImportSettled());
