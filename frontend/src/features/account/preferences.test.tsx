import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { openPlayersPage } from "@tests/page";
import { Preferences } from "./preferences";

afterEach(() => {
  for (const name of ["theme", "sound", "motion", "shortcuts"])
    document.cookie = `numberplay_${name}=; Path=/; Max-Age=0`;
});

test("theme, sound, motion and shortcuts are saved on this device", async () => {
  const { user } = openPlayersPage(<Preferences />);
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement).toHaveAttribute("data-mantine-color-scheme", "dark");
  await user.click(screen.getByLabelText(/^Sound/));
  await user.click(screen.getByLabelText(/^Reduce motion/));
  expect(document.documentElement).toHaveAttribute("data-motion", "reduced");
  await user.click(screen.getByLabelText(/^Use shortcuts anywhere/));
  for (const choice of ["theme=dark", "sound=on", "motion=reduced", "shortcuts=field"])
    expect(document.cookie).toContain(`numberplay_${choice}`);
});
