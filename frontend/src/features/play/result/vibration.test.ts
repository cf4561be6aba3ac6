import { afterEach, expect, test, vi } from "vitest";
import { vibrate } from "./vibration";

afterEach(() => void vi.unstubAllGlobals());

test("a win and a loss feel different", () => {
  const felt = vi.fn();
  vi.stubGlobal("navigator", { vibrate: felt, userActivation: { hasBeenActive: true } });
  vibrate("win");
  vibrate("lose");
  expect(felt.mock.calls).toEqual([[[18, 60, 30]], [[18]]]);
});

test("nothing is felt before the player has used the page, or without a motor", () => {
  const felt = vi.fn();
  vi.stubGlobal("navigator", { vibrate: felt, userActivation: { hasBeenActive: false } });
  vibrate("win");
  vi.stubGlobal("navigator", {});
  vibrate("win");
  expect(felt).not.toHaveBeenCalled();
});
