import { afterEach, expect, test, vi } from "vitest";
import { vibrate } from "./vibration";

afterEach(() => void vi.unstubAllGlobals());

test("a win and a loss vibrate differently", () => {
  const felt = vi.fn();
  vi.stubGlobal("navigator", { vibrate: felt, userActivation: { hasBeenActive: true } });
  vibrate("win");
  vibrate("lose");
  expect(felt.mock.calls).toEqual([[[18, 60, 30]], [[18]]]);
});

test("there is no vibration before the player has interacted with the page, or on devices that don't support it", () => {
  const felt = vi.fn();
  vi.stubGlobal("navigator", { vibrate: felt, userActivation: { hasBeenActive: false } });
  vibrate("win");
  vi.stubGlobal("navigator", {});
  vibrate("win");
  expect(felt).not.toHaveBeenCalled();
});
