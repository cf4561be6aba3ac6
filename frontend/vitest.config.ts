import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const shared = {
  restoreMocks: true,
  unstubGlobals: true,
  // Long enough for busy machines. No test waits longer than necessary.
  testTimeout: 150_000,
  expect: { poll: { timeout: 50_000 } },
  sequence: { shuffle: true },
};

export default defineConfig({
  esbuild: { jsx: "automatic" },
  resolve: {
    alias: {
      "@numberplay/client": fileURLToPath(new URL("../clients/typescript/src", import.meta.url)),
      "@": fileURLToPath(new URL("src", import.meta.url)),
      "@tests": fileURLToPath(new URL("tests", import.meta.url)),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "modules",
          environment: "node",
          include: [
            "src/**/*.test.ts",
            "server/**/*.test.ts",
            "../clients/typescript/src/**/*.test.ts",
          ],
          setupFiles: ["tests/quiet.ts", "tests/settled.ts", "tests/answering.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "pages",
          environment: "jsdom",
          environmentOptions: { jsdom: { url: "http://localhost:3000" } },
          include: ["src/**/*.test.tsx"],
          setupFiles: [
            "tests/quiet.ts",
            "tests/settled.ts",
            "tests/answering.ts",
            "tests/browser.ts",
          ],
        },
      },
    ],
  },
});
