/** The product on one machine: the backend, and the built web app. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, origins } from "./ports";
import { type Server, startProgram, startServer, surroundings } from "./server";

const FRONTEND = fileURLToPath(new URL("../..", import.meta.url));
const BACKEND = resolve(FRONTEND, "../backend");
const PYTHON = join(BACKEND, ".venv/bin/python");
const BUILD = join(FRONTEND, "build/server.cjs");

const NO_LIMITS = Object.fromEntries(
  ["PLAY", "READ", "LOGIN", "LOGIN_FAILURES", "REGISTER", "REFRESH", "MAIL", "MAILBOX"].map(
    (scope) => [`RATE_LIMIT_${scope}`, "off"],
  ),
);

export async function startBackend(
  settings: Record<string, string> = {},
  commands: readonly string[] = ["migrate"],
): Promise<{ port: number } & Server> {
  const folder = mkdtempSync(join(tmpdir(), "numberplay-e2e-"));
  const port = await freePort();
  const env = {
    ...servicesIn(folder),
    CORS_ALLOWED_ORIGINS: origins.join(","),
    ...NO_LIMITS,
    ...settings,
  };
  for (const command of commands) {
    execFileSync(PYTHON, ["manage.py", command], {
      cwd: BACKEND,
      env: surroundings(env),
      stdio: "pipe",
    });
  }
  const server = await startServer({
    command: PYTHON,
    args: ["manage.py", "serve", "--host", "127.0.0.1", "--port", String(port)],
    cwd: BACKEND,
    env,
    readyUrl: `http://127.0.0.1:${String(port)}/health/`,
  });
  const worker = process.env["TEST_SERVICES"] === "own" ? startWorker(env) : null;
  const stop = async () => {
    await worker?.stop();
    await server.stop();
    rmSync(folder, { recursive: true });
  };
  return { port, stop };
}

/** Starts the process that sends emails. Without Redis, the backend sends them in its own process. */
function startWorker(env: Record<string, string>): Server {
  const args = ["-m", "celery", "--app", "config", "worker", "--pool", "solo", "--queues", "mail"];
  return startProgram({ command: PYTHON, args, cwd: BACKEND, env });
}

/** The MariaDB and Redis that `tests.services` started for these tests, or the embedded services. */
function servicesIn(folder: string): Record<string, string> {
  const { TEST_SERVICES, DATABASE_URL, REDIS_URL } = process.env;
  if (TEST_SERVICES !== "own") return { DATABASE_URL: `sqlite:///${join(folder, "e2e.sqlite3")}` };
  return { DATABASE_URL: DATABASE_URL!, REDIS_URL: REDIS_URL! };
}

export async function startWebApp(
  backendPort: number,
  wantedPort?: number,
): Promise<{ url: string } & Server> {
  if (!existsSync(BUILD))
    throw new Error("The web app hasn't been built. Run npm run build first.");
  const port = wantedPort ?? (await freePort());
  const url = `http://localhost:${String(port)}`;
  const server = await startServer({
    command: process.execPath,
    args: [BUILD],
    cwd: FRONTEND,
    env: { PORT: String(port), HOSTNAME: "127.0.0.1", BACKEND_PORT: String(backendPort) },
    readyUrl: `${url}/login`,
  });
  return { url, stop: server.stop };
}
