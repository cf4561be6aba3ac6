import { expect, test } from "vitest";
import { deviceNamed } from "./device-name";

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    { name: "Firefox on Windows", isHandheld: false },
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    { name: "Chrome on Android", isHandheld: true },
  ],
  ["python-requests/2.32", { name: "python-requests", isHandheld: false }],
  ["", { name: "Unknown device", isHandheld: false }],
])("user agent '%s' is named", (userAgent, device) => {
  expect(deviceNamed(userAgent)).toEqual(device);
});
