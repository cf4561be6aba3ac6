import { startBackend, startWebApp } from "./stack";

/** The workers find the stack in their environment. Returns what ends it. */
export default async function globalSetup() {
  const backend = await startBackend();
  const webApp = await startWebApp(backend.port);
  process.env["E2E_BACKEND_PORT"] = String(backend.port);
  process.env["E2E_WEB_URL"] = webApp.url;
  return async () => {
    await webApp.stop();
    await backend.stop();
  };
}
