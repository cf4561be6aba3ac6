/** Pages preload parts. An import that is still running when the environment is torn down is an unhandled error. */
import { afterAll, vi } from "vitest";

afterAll(() => vi.dynamicImportSettled());
