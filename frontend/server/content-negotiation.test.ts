// @vitest-environment node
import { expect, test } from "vitest";
import { preferredEncoding, preferredLanguage } from "./content-negotiation";

test.each([
  ["br", "br"],
  ["BR", "br"],
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=0.001, gzip", "br"],
  ["br, *;q=0", "br"],
  ["identity;q=0, br", "br"],
  ["*", "br"],
  ["gzip", "gzip"],
  ["gzip, br;q=0", "gzip"],
  ["br;q=0.0, identity", "identity"],
  ["br;q=0", "identity"],
  ["*;q=0", "identity"],
  ["brotli, not-br, br-x", "identity"],
  ["", "identity"],
  [undefined, "identity"],
])("a client that accepts '%s' gets %s", (accepted, encoding) => {
  expect(preferredEncoding(accepted, ["identity", "br", "gzip"])).toBe(encoding);
});

test("an encoding that isn't available isn't sent", () => {
  expect(preferredEncoding("br, gzip", ["identity"])).toBe("identity");
});

test.each([
  [undefined, undefined, "en"],
  [undefined, "", "en"],
  [undefined, "fr", "en"],
  [undefined, "de", "de"],
  [undefined, "de-AT, en;q=0.8", "de"],
  [undefined, "fr, ar;q=0.5, de;q=0.2", "ar"],
  [undefined, "en;q=0.5, de;q=0", "en"],
  ["numberplay_language=ar", "de", "ar"],
  ["a=b; numberplay_language=ar; c=d", "de", "ar"],
  ["numberplay_language=fr", "de", "de"],
  ["numberplay_language=", "de", "de"],
  ["xnumberplay_language=ar", "de", "de"],
])("with the cookies '%s', '%s' is answered in %s", (cookie, accepted, language) => {
  const headers = { cookie, "accept-language": accepted };
  expect(preferredLanguage(headers, ["ar", "de", "en"])).toBe(language);
});
