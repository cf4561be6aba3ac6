import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function assetPrefix(value: string) {
  vi.stubEnv("ASSET_PREFIX", value);
  return (await import("../../next.config")).default.assetPrefix;
}

test("scripts, styles and fonts come from this host unless ASSET_PREFIX is set", async () => {
  expect(await assetPrefix("")).toBe("");
});

test("ASSET_PREFIX sets the host of scripts, styles and fonts", async () => {
  expect(await assetPrefix("https://static.example.org")).toBe("https://static.example.org");
});
