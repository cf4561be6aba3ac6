/** A web app whose backend is behind a proxy that blocks WebSockets or event streams. */
import type { BrowserContext } from "@playwright/test";
import { createProxy, type Proxy } from "./proxy";
import { startWebApp } from "./stack";
import { expect, test as base } from "./test";

export const test = base.extend<{ network: Proxy }>({
  network: async ({ backendUrl }, use) => {
    const proxy = await createProxy(Number(new URL(backendUrl).port));
    await use(proxy);
    await proxy.stop();
  },
  webUrl: async ({ network }, use) => {
    const webApp = await startWebApp(network.port);
    await use(webApp.url);
    await webApp.stop();
  },
  // The proxy's 403 reaches the browser without CORS headers.
  mayBeSaid: [/WebSocket connection|blocked by CORS policy|net::ERR_FAILED/],
});

export async function openTab(context: BrowserContext, state: RegExp) {
  const tab = await context.newPage();
  await tab.goto("/play");
  await expect(tab.getByTestId("connection")).toHaveText(state);
  return tab;
}

export const STREAMING = /^Connected over HTTP/;
export const POLLING = /^Updating every 5 s/;
