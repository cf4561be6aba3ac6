/** A page may still be loading parts ahead: an import that outlives the test's environment is an unhandled error. */
import { afterAll, vi } from "vitest";

afterAll(() => vi.dynamicImportSettled());
