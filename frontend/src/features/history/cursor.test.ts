import { expect, test } from "vitest";
import { cursorIn } from "./cursor";

test.each([
  [null, null],
  ["http://localhost:8000/api/game/results/?page_size=2", null],
  ["http://localhost:8000/api/game/results/?cursor=cD0x%3D&page_size=2", "cD0x="],
  ["/api/game/results/?page_size=2&cursor=abc", "abc"],
])("the cursor in %s is %s", (address, cursor) => {
  expect(cursorIn(address)).toBe(cursor);
});
