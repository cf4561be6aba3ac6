/** The server of the web app, which serves the built pages from memory. */
import { createServer } from "node:http";
import { answer } from "./answer";
import { readSite } from "./site";

const { HOSTNAME = "0.0.0.0", PORT = "3000", BACKEND_PORT = "8000" } = process.env;

const site = readSite({
  build: __dirname,
  backendPort: BACKEND_PORT,
  // The build inserts the value, because the pages contain it.
  files: process.env.ASSET_PREFIX ?? "",
});
const server = createServer((request, response) => answer(site, request, response));
server.listen(Number(PORT), HOSTNAME, () => {
  process.stdout.write(
    `The web app is at http://${HOSTNAME}:${PORT}, in ${site.languages.join(", ")}.\n`,
  );
});

/**
 * How long connections are refused, so that the edge skips this instance before its address disappears
 * (deploy/compose/roll-out).
 */
const REFUSING_MS = 1000;

/** Finishes the requests in progress, and refuses new ones. */
const stop = () => server.close(() => setTimeout(() => process.exit(0), REFUSING_MS));
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
