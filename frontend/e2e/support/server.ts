/** Starts, awaits and stops servers for the tests. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

const READY_WITHIN_MS = 150_000;

interface ProgramOptions {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
}

interface ServerOptions extends ProgramOptions {
  /** A path that returns a success status once the server is ready. */
  readyUrl: string;
}

export interface Server {
  stop: () => Promise<void>;
}

/** Returns before the server is ready. */
export function startProgram({ command, args, cwd, env }: ProgramOptions): Server {
  const child = spawn(command, args, { cwd, env: surroundings(env), stdio: "ignore" });
  return { stop: () => stop(child) };
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const { command, args, cwd } = options;
  const child = spawn(command, args, { cwd, env: surroundings(options.env), stdio: "pipe" });
  if (process.env["LIGHTHOUSE"]) standBack(child.pid);
  const output: string[] = [];
  child.stdout.on("data", (part: Buffer) => output.push(part.toString()));
  child.stderr.on("data", (part: Buffer) => output.push(part.toString()));
  await awaitReady(child, options.readyUrl).catch((cause: unknown) => {
    child.kill("SIGKILL");
    throw new Error(`${command} ${args.join(" ")}\n${output.join("")}`, { cause });
  });
  return { stop: () => stop(child) };
}

/** Gives processes that would run on another machine a lower priority than the browser that is measured. */
export function standBack(pid = process.pid) {
  setPriority(pid, constants.priority.PRIORITY_LOW);
}

/** Returns only the variables that a program needs, so that it never uses services of this machine. */
export function surroundings(env: Record<string, string>): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: process.env["HOME"], NODE_ENV: "production", ...env };
}

async function awaitReady(child: ChildProcess, url: string) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`The server exited with code ${String(child.exitCode)}.`);
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error(`No server responds at ${url}.`);
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(late);
}
