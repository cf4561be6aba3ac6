/** Renders each story until it shows its state, so that stories keep up with their components. */
import { composeStories, type Meta, setProjectAnnotations } from "@storybook/react-vite";
import { screen } from "@testing-library/react";
import axe from "axe-core";
import { dirname } from "node:path/posix";
import { describe, expect, test } from "vitest";
import type { StoryParameters } from "@tests/story";
import preview from "../.storybook/preview";

setProjectAnnotations(preview);
interface Composed {
  storyName: string;
  parameters: object;
  run: () => Promise<void>;
}

const files = import.meta.glob<{ default: Meta }>("./**/*.stories.tsx", { eager: true });
const components = import.meta.glob([
  "./{features,entities,shared}/**/*.tsx",
  "!./**/*.{test,stories}.tsx",
]);

/** The components in these folders render nothing of their own. */
const WITHOUT = ["./entities/preferences", "./shared/ui/mantine"];

// These rules depend on layout, color and fonts, which jsdom doesn't have, or on the page around a story.
const NOT_HERE = [
  "color-contrast",
  "label-content-name-mismatch",
  "region",
  "page-has-heading-one",
  "landmark-one-main",
];
const rules = Object.fromEntries(NOT_HERE.map((rule) => [rule, { enabled: false }]));

async function violations() {
  const found = await axe.run(document.body, { rules });
  return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

describe.each(Object.entries(files))("%s", (_file, stories) => {
  const composed = Object.values<Composed>(composeStories(stories));

  test.each(composed.map((story) => [story.storyName, story] as const))("%s", async (_, story) => {
    await story.run();
    const { shows } = story.parameters as StoryParameters;
    expect((await screen.findAllByText(shows)).length).toBeGreaterThan(0);
    // An element that has just opened may get its name a moment later.
    await expect.poll(violations).toEqual([]);
  });
});

test("each folder of components has stories", () => {
  const folders = new Set(Object.keys(components).map(dirname));
  for (const file of Object.keys(files)) folders.delete(dirname(file));
  expect([...folders]).toEqual(WITHOUT);
});
