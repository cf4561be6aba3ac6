import { expect, test } from "vitest";
import { parseHistoryUrl } from "./history-url";

test.each([
  ["", { filter: "all", cursor: null, number: null }],
  ["?result=win&cursor=cD0x", { filter: "win", cursor: "cD0x", number: null }],
  ["?result=draw", { filter: "all", cursor: null, number: null }],
  ["?number=842", { filter: "all", cursor: null, number: "842" }],
])("the query '%s'", (search, place) => {
  expect(parseHistoryUrl(search)).toEqual(place);
});
