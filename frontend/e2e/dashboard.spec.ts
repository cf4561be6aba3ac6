/** The dashboard in `examples/`, served from another origin. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { registered } from "./support/account";
import { expectNoViolationsInBothThemes } from "./support/axe";
import { createCuttable, type Cuttable } from "./support/cuttable";
import { freePort } from "./support/ports";
import { expect, test as base } from "./support/test";

const FILE = new URL("../../examples/dashboard.html", import.meta.url);

const test = base.extend<{ dashboardUrl: string; network: Cuttable }>({
  dashboardUrl: async ({}, use) => {
    const port = await freePort();
    const server = createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end(readFileSync(FILE));
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    await use(`http://localhost:${String(port)}/dashboard.html`);
    server.closeAllConnections();
    server.close();
  },
  network: async ({ backendUrl }, use) => {
    const network = await createCuttable(Number(new URL(backendUrl).port));
    await use(network);
    await network.stop();
  },
  mayBeSaid: [/net::ERR_|status of 401/],
});

const status = (page: Page) => page.getByRole("status");
const total = (page: Page, name: string) => page.locator("dt", { hasText: name }).locator("+ dd");
const numbers = (page: Page) => page.locator("tbody td:nth-child(2)");

async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/auth/api/login/`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  return ((await response.json()) as { refresh: string }).refresh;
}

test("the dashboard shows each result once, resumes, and ends with its session", async ({
  page,
  dashboardUrl,
  network,
  backendUrl,
  someone,
  elsewhere,
}) => {
  const requested = new Set<string>();
  page.on("request", (request) => requested.add(new URL(request.url()).origin));
  await registered(backendUrl, someone);
  const token = await signIn(backendUrl, someone.email, someone.password);
  const player = await elsewhere(someone);
  await player.play(842);
  const server = `http://127.0.0.1:${String(network.port)}`;

  await page.goto(dashboardUrl);
  await expectNoViolationsInBothThemes(page);
  await page.getByLabel("Server").fill(server);
  await page.getByLabel("Refresh token").fill(token);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(status(page)).toHaveText("Live");
  await expect(numbers(page)).toHaveText(["842"]);

  await player.play(7);
  await expect(numbers(page)).toHaveText(["7", "842"]);
  await expect(page.locator("[aria-live]")).toHaveText("7: lose");
  await expect(total(page, "Plays")).toHaveText("2");

  network.cut();
  await expect(status(page)).toHaveText("Reconnecting…");
  await player.play(902);
  network.repair();
  await expect(numbers(page)).toHaveText(["902", "7", "842"]);
  await expect(status(page)).toHaveText("Live");
  await expect(page.locator("[aria-live]")).toHaveText("902: win, 631.4 points");
  await expect(total(page, "Plays")).toHaveText("3");
  await expect(total(page, "Wins")).toHaveText("2");
  await expect(total(page, "Points")).toHaveText("1052.4");
  await expectNoViolationsInBothThemes(page);

  expect(page.url()).toBe(dashboardUrl);
  expect(requested).toEqual(new Set([new URL(dashboardUrl).origin, server]));

  await player.endOthers();
  await expect(status(page)).toHaveText("Signed out. Connect with another token.");
});

test("the dashboard renews a token that is rejected", async ({
  page,
  dashboardUrl,
  network,
  backendUrl,
  someone,
  elsewhere,
}) => {
  const renewals: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/token/refresh/")) renewals.push(request.postData() ?? "");
  });
  await registered(backendUrl, someone);
  const token = await signIn(backendUrl, someone.email, someone.password);
  const player = await elsewhere(someone);
  await page.goto(dashboardUrl);
  await page.getByLabel("Server").fill(`http://127.0.0.1:${String(network.port)}`);
  await page.getByLabel("Refresh token").fill(token);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(status(page)).toHaveText("Live");
  expect(renewals).toHaveLength(1);

  const refuse = { status: 401, headers: { "Access-Control-Allow-Origin": "*" }, body: "{}" };
  await page.route("**/results/**", (route) => route.fulfill(refuse), { times: 2 });
  network.cut();
  await expect(status(page)).toHaveText("Reconnecting…");
  await player.play(842);
  network.repair();
  await expect(numbers(page)).toHaveText(["842"]);
  await expect(status(page)).toHaveText("Live");
  expect(renewals).toHaveLength(2);
});
