/** A proxy in front of the web app that can serve the service worker of another release. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { freePort } from "./ports";

const WORKER = "/service-worker.js";
const CHANGED = ["content-encoding", "content-length", "transfer-encoding", "connection"];

interface NextRelease {
  url: string;
  /** From now on, serves the worker of the release with this name. */
  publish: (name: string) => void;
  stop: () => Promise<void>;
}

export async function inFrontOf(webUrl: string, release: string): Promise<NextRelease> {
  let published = release;
  const answer = async ({ url = "/", headers }: IncomingMessage, response: ServerResponse) => {
    const { cookie = "", "accept-language": language = "" } = headers;
    const asked = await fetch(webUrl + url, { headers: { cookie, "accept-language": language } });
    const kept = [...asked.headers].filter(([name]) => !CHANGED.includes(name));
    response.writeHead(asked.status, Object.fromEntries(kept));
    const body = Buffer.from(await asked.arrayBuffer());
    response.end(url === WORKER ? body.toString().replaceAll(release, published) : body);
  };
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${String(port)}`,
    publish: (name) => (published = name),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
