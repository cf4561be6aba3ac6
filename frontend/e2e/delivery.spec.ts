import { expect, isLive, register, test } from "./support/test";

test("no third party is contacted, and no inline script can run", async ({
  page,
  someone,
  webUrl,
  backendUrl,
}) => {
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).port));
  const answer = await page.goto("/");
  await register(page, someone);
  const ours = [webUrl, backendUrl].map((url) => new URL(url).port);
  expect([...asked].toSorted()).toEqual(ours.toSorted());
  const policy = answer?.headers()["content-security-policy"] ?? "";
  const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
  expect(scripts).toMatch(/^'self'( 'sha256-[^']{44}')+$/);
});

test("scripts and styles are sent with Brotli to browsers that accept it, and with gzip to others", async ({
  page,
  request,
}) => {
  const encodings = new Set<string | undefined>();
  page.on("response", (response) => {
    if (/_next\/static\/.*\.(css|js)$/.test(response.url()))
      encodings.add(response.headers()["content-encoding"]);
  });
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  expect([...encodings]).toEqual(["br"]);

  const script = await page.locator("script[src]").first().getAttribute("src");
  const other = await request.get(script!, { headers: { "Accept-Encoding": "gzip" } });
  expect(other.headers()).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
});

test("Brotli is only sent to clients that accept it, and a 404 has no content coding", async ({
  page,
  request,
}) => {
  await page.goto("/");
  const script = await page.locator("script[src]").first().getAttribute("src");
  for (const accepts of ["br;q=0", "gzip, br;q=0", "br;q=0.0, identity"]) {
    const answer = await request.get(script!, { headers: { "Accept-Encoding": accepts } });
    expect(answer.headers()["content-encoding"]).not.toBe("br");
    expect(await answer.text()).toContain("allFunctionsCalledOnLoad");
  }
  for (const gone of ["chunks/gone.js", "gone.css", "chunks/gone.js.br"]) {
    const answer = await request.get(`/_next/static/${gone}`, {
      headers: { "Accept-Encoding": "br" },
    });
    expect([answer.status(), answer.headers()["content-encoding"]]).toEqual([404, undefined]);
    expect(await answer.text()).toBe("Not Found");
  }
});

test("the app can be installed: its manifest and icons exist", async ({ page, request }) => {
  await page.goto("/");
  const link = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = (await (await request.get(link!)).json()) as {
    display: string;
    start_url: string;
    icons: { src: string; sizes: string }[];
  };
  expect(manifest).toMatchObject({ display: "standalone", start_url: "/play" });
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(["192x192", "512x512", "512x512"]);
  for (const { src } of manifest.icons) expect((await request.get(src)).status()).toBe(200);
});

test.describe("not found", () => {
  test.use({ mayBeSaid: [/status of 404/] });

  test("an unknown address gets a 404 page with a link to the game", async ({ page }) => {
    const answer = await page.goto("/nowhere");
    expect(answer?.status()).toBe(404);
    await expect(page).toHaveTitle("Page not found · NumberPlay");
    await page.getByRole("link", { name: "Go to the game" }).click();
    await expect(page).toHaveURL(/\/login$/);
  });
});

test("each page has its own title, also after client-side navigation", async ({
  page,
  someone,
}) => {
  await register(page, someone);
  const menu = page.getByRole("button", { name: /^Account menu for/ });
  const navigation = page.getByRole("navigation", { name: "Main" });
  for (const name of ["History", "Statistics", "Account", "Play"]) {
    if (name === "Account") {
      await menu.click();
      await page.getByRole("menuitem", { name }).click();
    } else await navigation.getByRole("link", { name }).click();
    await expect(page).toHaveTitle(`${name} · NumberPlay`);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  }
  await isLive(page);
});
