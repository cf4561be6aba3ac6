/** A proxy blocks all WebSockets. */
import { expect, isLive, latest, playNumber, recent, test } from "./support/test";

test.use({ mayBeSaid: [/WebSocket connection|Content Security Policy/] });

test("results of other devices are still shown, no token is renewed, and polling ends once a socket connects", async ({
  page,
  someone,
  elsewhere,
}) => {
  await page.addInitScript(() => {
    const Real = window.WebSocket;
    // A port that nothing listens on.
    const to = (url: string) => ("letThrough" in window ? url : "ws://127.0.0.1:9/");
    window.WebSocket = class extends Real {
      constructor(url: string, protocols: string[]) {
        super(to(url), protocols);
      }
    } as typeof WebSocket;
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/register");
  await page.getByLabel("Username").fill(someone.username);
  await page.getByLabel("Email").fill(someone.email);
  await page.getByLabel("Password", { exact: true }).fill(someone.password);
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByTestId("connection")).toHaveText(/^Updating every 5 s/);

  await playNumber(page, 902);
  await expect(latest(page)).toHaveText("902Won+631.4 points");
  const program = await elsewhere(someone);
  await program.play(602);
  await expect(latest(page)).toHaveText("602Won+301 points");
  for (const number of [2, 4, 6, 8]) await program.play(number);
  await expect(recent(page)).toHaveText(["8", "6", "4"]);
  expect(asked.filter((path) => path.endsWith("/token/refresh/"))).toEqual([]);

  await page.evaluate(() => Object.assign(window, { letThrough: true }));
  await isLive(page);
  const reads = () => asked.filter((path) => path === "/api/game/history/").length;
  const before = reads();
  await page.waitForTimeout(7000);
  expect(reads()).toBe(before);
});
