import sharp, { type Sharp } from "sharp";
import type { Page } from "@playwright/test";
import { expect, isLive, latest, register, test } from "./support/test";

const TAB = { width: 560, height: 640 };
const GAP = 8;
const BETWEEN = "#868e96";

interface Frame {
  image: Buffer;
  /** In milliseconds. */
  delay: number;
}

/** Both tabs side by side. */
async function frame(tabs: readonly Page[], delay: number): Promise<Frame> {
  const shots = await Promise.all(tabs.map((tab) => tab.screenshot({ animations: "disabled" })));
  const width = TAB.width * tabs.length + GAP * (tabs.length - 1);
  const canvas = sharp({ create: { width, height: TAB.height, channels: 3, background: BETWEEN } });
  const placed = shots.map((input, at) => ({ input, top: 0, left: at * (TAB.width + GAP) }));
  return { image: await canvas.composite(placed).png().toBuffer(), delay };
}

async function* played(tabs: readonly Page[], tab: Page, number: number) {
  yield await frame(tabs, 900);
  await tab.getByLabel("Your number").fill("");
  for (const digit of String(number)) {
    await tab.getByLabel("Your number").press(digit);
    yield await frame(tabs, 250);
  }
  await tab.getByLabel("Your number").press("Enter");
  for (const each of tabs) await expect(latest(each)).toContainText(String(number));
  yield await frame(tabs, 2200);
}

function animation(frames: readonly Frame[]): Sharp {
  const images = frames.map(({ image }) => image);
  const delay = frames.map(({ delay }) => delay);
  return sharp(images, { join: { animated: true } }).webp({ delay, loop: 0, quality: 80 });
}

test.use({ viewport: TAB, contextOptions: { reducedMotion: "reduce" } });

test("the animation of two tabs is recorded", async ({ context, page }) => {
  const username = "katherine";
  const email = "katherine@example.com";
  await register(page, { username, email, password: "seven wooden boats" });
  const second = await context.newPage();
  await second.goto("/play");
  await isLive(second);
  const tabs = [page, second];
  const frames: Frame[] = [];
  for (const [tab, number] of [
    [page, 842],
    [second, 841],
    [page, 9998],
  ] as const) {
    for await (const shot of played(tabs, tab, number)) frames.push(shot);
  }
  await animation(frames).toFile("../docs/images/tabs.webp");
});
