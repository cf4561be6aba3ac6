import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { lazyPart } from "./lazy-part";
import { dismissNotices, Notices } from "@/shared/ui/feedback/notices";

const Loaded = ({ name }: { name: string }) => <p>The part of {name}</p>;

/** Fails this many times before it succeeds. */
function loading(failures: number) {
  const load = vi.fn(() => Promise.resolve(Loaded));
  for (let time = 0; time < failures; time += 1) load.mockRejectedValueOnce(new Error("lost"));
  return load;
}

afterEach(() => act(dismissNotices));

test("a part shows a placeholder while it loads, and is fetched once", async () => {
  const load = loading(0);
  const Part = lazyPart(load, { waiting: ({ name }: { name: string }) => <p>{name} waits</p> });
  render(<Part name="ada" />);
  expect(screen.getByText("ada waits")).toBeInTheDocument();
  render(<Part name="bob" />);
  expect(await screen.findByText("The part of ada")).toBeInTheDocument();
  expect(await screen.findByText("The part of bob")).toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(1);
});

test("a part that fails to load shows an error on each attempt, then the part once it loads", async () => {
  const Part = lazyPart(loading(2));
  const user = userEvent.setup();
  render(<Part name="ada" />);
  for (const _ of [1, 2]) {
    expect(await screen.findByText(/couldn't be loaded/)).toBeInTheDocument();
    await user.click(await screen.findByRole("button", { name: "Try again" }));
  }
  expect(await screen.findByText("The part of ada")).toBeInTheDocument();
});

test("a part whose preload failed is fetched when it is rendered", async () => {
  const load = loading(1);
  const Part = lazyPart(load);
  Part.preload();
  await act(() => Promise.resolve());
  render(<Part name="ada" />);
  expect(await screen.findByText("The part of ada")).toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(2);
});

test("an overlay that fails to load shows a notice, and dismissing it closes the overlay", async () => {
  const load: () => Promise<(props: { onClose: () => void }) => string> = () =>
    Promise.reject(new Error("lost"));
  const Part = lazyPart(load, { isOverlay: true });
  const onClose = vi.fn();
  const user = userEvent.setup();
  const { unmount } = render(<Part onClose={onClose} />);
  render(<Notices />);
  expect(await screen.findByText("This couldn't be opened")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await user.click(await screen.findByRole("button", { name: "Dismiss this message" }));
  expect(onClose).toHaveBeenCalledTimes(1);
  unmount();
  expect(screen.queryByText("This couldn't be opened")).not.toBeInTheDocument();
});
