/** HTTP is answered by the test's backend; a request that no test expects fails it. */
import { afterAll, afterEach, beforeAll } from "vitest";
import { backend } from "./backend";

beforeAll(() => backend.listen({ onUnhandledRequest: "error" }));
afterEach(() => backend.resetHandlers());
afterAll(() => backend.close());
