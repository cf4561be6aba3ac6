/** One press is one action, even if a key is held or a button is double-clicked. */
import { act, fireEvent, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { answerPlays, openBoard, playButton, recentNumbers } from "./game-board-test-kit";

/** Presses and holds a key: the browser repeats `keydown`, and performs the default action unless it is prevented. */
function hold(target: Element, key: string) {
  const downs = Array.from({ length: 20 }, (_, index) =>
    fireEvent.keyDown(target, { key, repeat: index > 0 }),
  );
  fireEvent.keyUp(target, { key });
  return downs.filter((isLeftToTheBrowser) => isLeftToTheBrowser).length;
}

test.each([
  ["the number field", () => screen.getByLabelText("Your number")],
  ["the Play button", playButton],
  ["a quick pick", () => screen.getByRole("button", { name: "Two more" })],
  ["the help button", () => screen.getByRole("button", { name: "Keyboard shortcuts" })],
])("holding Enter triggers the browser's default action once: %s", async (_, target) => {
  await openBoard();
  expect(hold(target(), "Enter")).toBe(1);
});

test("holding Enter anywhere on the page plays once", async () => {
  const sent = answerPlays();
  const { user, input } = await openBoard();
  await user.type(input, "42");
  input.blur();
  hold(document.body, "Enter");
  await expect.poll(() => sent.length).toBe(1);
  await expect.poll(() => screen.queryByTestId("latest-result")).toBeInTheDocument();
  hold(document.body, "Shift");
  expect(sent.map(({ body }) => body)).toEqual([{ number: 42 }]);
});

test("holding R picks one number", async () => {
  const { input } = await openBoard();
  fireEvent.keyDown(document.body, { key: "r" });
  const picked = (input as HTMLInputElement).value;
  for (let again = 0; again < 20; again += 1)
    expect(fireEvent.keyDown(document.body, { key: "r", repeat: true })).toBe(false);
  expect(input).toHaveValue(picked);
});

test("holding a digit anywhere on the page enters it once", async () => {
  const { user, input } = await openBoard();
  await user.type(input, "42");
  hold(document.body, "7");
  expect(input).toHaveValue("7");
});

test("an arrow key repeats while held", async () => {
  const { user, input } = await openBoard();
  await user.type(input, "10");
  hold(input, "ArrowUp");
  expect(input).toHaveValue("30");
});

test("a double click plays once", async () => {
  const sent = answerPlays();
  const { user, input } = await openBoard();
  await user.type(input, "42");
  await user.dblClick(playButton());
  await user.tripleClick(playButton());
  await expect.poll(() => sent.length).toBe(2);
  await screen.findByTestId("latest-result");
  expect(sent).toHaveLength(2);
});

test("presses during a play are queued, and each results in one play of the number at that time, in order", async () => {
  const sent = answerPlays();
  const { user, input } = await openBoard();
  await user.type(input, "40");
  act(() => {
    for (let times = 0; times < 2; times += 1) input.closest("form")!.requestSubmit();
  });
  await user.keyboard("{ArrowUp}{Enter}{ArrowUp}{Enter}{ArrowUp}");
  await expect.poll(() => sent.length).toBe(4);
  await expect.poll(recentNumbers).toEqual(["42", "41", "40"]);
  expect(sent.map(({ body }) => body)).toEqual([40, 40, 41, 42].map((number) => ({ number })));
  expect(new Set(sent.map(({ key }) => key)).size).toBe(4);
  expect(input).toHaveValue("43");
});
