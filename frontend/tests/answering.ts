/** Lets the test's backend answer HTTP requests. An unexpected request fails the test. */
import { afterAll, afterEach, beforeAll } from "vitest";
import { backend } from "./backend";

beforeAll(() => backend.listen({ onUnhandledRequest: "error" }));
afterEach(() => backend.resetHandlers());
afterAll(() => backend.close());
