import { afterEach, expect, test, vi } from "vitest";
import { ACCEPTS_BROTLI } from "../../compressed-files";

afterEach(() => vi.unstubAllEnvs());

/** As Next matches it. */
const accepts = new RegExp(`^${ACCEPTS_BROTLI}$`);

test.each([
  "br",
  "BR",
  "gzip, deflate, br, zstd",
  "gzip,br",
  "br;q=1.0, gzip;q=0.5",
  "br ; q=0.001",
  "gzip, br;q=0.05",
  "br, *;q=0",
  "identity;q=0, br",
])("'%s' accepts Brotli", (header) => {
  expect(header).toMatch(accepts);
});

test.each([
  "",
  "gzip",
  "*",
  "*;q=0",
  "identity;q=0",
  "br;q=0",
  "br;q=0.0, identity",
  "br;Q=0.000",
  "gzip, br;q=0",
  "brotli",
  "not-br",
  "br-x",
  "br;level=5",
  "br;q=2",
])("'%s' doesn't accept Brotli", (header) => {
  expect(header).not.toMatch(accepts);
});

test("the development server, which compresses nothing, rewrites no file", async () => {
  vi.stubEnv("NODE_ENV", "development");
  vi.resetModules();
  const { compressedFiles } = await import("../../compressed-files");

  expect(await compressedFiles.rewrites()).toEqual({ beforeFiles: [] });
  expect(await compressedFiles.headers()).toEqual([]);
});
