import { expect, test } from "vitest";
import { plainCode } from "./plain";
import { wholeNumber } from "./typed";

test.each([
  ["plain digits", "1842"],
  ["leading zeros", "0001842"],
  ["surrounding spaces", "  1842\n"],
  ["full-width digits", "１８４２"],
  ["Arabic digits", "١٨٤٢"],
  ["Persian digits", "۱۸۴۲"],
  ["Devanagari digits", "१८४२"],
  ["mathematical digits", "𝟭𝟴𝟒𝟚"],
  ["digits of two scripts", "18４٢"],
  ["a French thousands separator", "1 842"],
  ["a narrow no-break space", "1\u202f842"],
  ["a thin space", "1\u2009842"],
  ["an ideographic space", "\u30001842"],
  ["zero-width spaces", "1\u200b8\u200b42"],
  ["zero-width joiners", "18\u200d42\u200c"],
  ["direction marks", "\u200e1842\u200f"],
  ["embeddings and isolates", "\u202a1842\u202c\u2066\u2069"],
  ["an Arabic letter mark", "\u061c١٨٤٢"],
  ["a byte order mark", "\ufeff1842"],
  ["a soft hyphen", "18\u00ad42"],
  ["a word joiner", "1\u2060842"],
  ["Arabic thousands", "١٬٨٤٢"],
])("%s: %j is 1842 in any locale", (_, text) => {
  for (const locale of ["en", "de", "fr", "ar", "hi", "ja"])
    expect(wholeNumber(text, [locale])).toBe(1842);
});

test.each([
  ["en", "1,842"],
  ["en-GB", "1,842"],
  ["ja", "１，８４２"],
  ["de", "1.842"],
  ["es", "1.842"],
  ["pt-BR", "1.842"],
  ["id", "1.842"],
  ["de-CH", "1’842"],
  ["de-CH", "1'842"],
  ["fr", "1 842"],
  ["hi", "१,८४२"],
])("in %s, %j is 1842", (locale, text) => {
  expect(wholeNumber(text, [locale])).toBe(1842);
});

test("a million may have two separators", () => {
  expect(wholeNumber("1,842,000", ["en"])).toBe(1_842_000);
});

test.each([
  ["en", "1.842"],
  ["de", "1,842"],
  ["fr", "1.842"],
  ["en", "18,42"],
  ["en", "1,8420"],
  ["en", ",842"],
  ["en", "1842,"],
  ["en", "1,842.000"],
  ["en", "1,842.0"],
  ["en", "1'842"],
  ["en", "18²"],
  ["en", "⑧"],
  ["en", "-842"],
  ["en", "+842"],
  ["en", "8e2"],
  ["en", "0x34a"],
  ["en", "842 points"],
  ["en", ""],
  ["en", "\u200b"],
  ["en", "1234567890"],
])("in %s, %j is not a whole number", (locale, text) => {
  expect(wholeNumber(text, [locale])).toBeNull();
});

test.each([
  ["123456", "123456"],
  ["123 456", "123456"],
  ["123-456", "123456"],
  ["123\u2009456", "123456"],
  ["123\u200b456", "123456"],
  ["\u200e123\u00a0456\u200f", "123456"],
  ["１２３ ４５６", "123456"],
  ["١٢٣ ٤٥٦", "123456"],
  ["abcde-fghij", "abcdefghij"],
  ["ABCDE–FGHIJ", "ABCDEFGHIJ"],
  [" abcde fghij\n", "abcdefghij"],
  ["ａｂｃｄｅ－ｆｇｈ２３", "abcdefgh23"],
  [" \u200b ", ""],
])("the code %j is read as %j", (text, code) => {
  expect(plainCode(text)).toBe(code);
});
