import { openPostOffice } from "./mail";
import { freePort } from "./ports";
import { startBackend, startWebApp } from "./stack";

/** Passes the stack to the workers in the environment. Returns a function that stops it, unless it was already running. */
export default async function globalSetup() {
  const running = process.env["E2E_ORIGIN"];
  if (running !== undefined) {
    process.env["E2E_WEB_URL"] = running;
    return;
  }
  const post = await openPostOffice();
  const webPort = await freePort();
  const siteUrl = `http://localhost:${String(webPort)}`;
  const backend = await startBackend({ EMAIL_URL: post.url, SITE_URL: siteUrl });
  const webApp = await startWebApp(backend.port, webPort);
  process.env["E2E_BACKEND_PORT"] = String(backend.port);
  process.env["E2E_WEB_URL"] = webApp.url;
  process.env["E2E_MAIL_FOLDER"] = post.folder;
  return async () => {
    await webApp.stop();
    await backend.stop();
    await post.stop();
  };
}
