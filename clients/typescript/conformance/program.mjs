/**
 * The program that `conformance.server` runs its cases against. clients/conformance/README.md describes both sides.
 *
 * node program.mjs FOLDER      FOLDER contains the compiled package
 */
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { WebSocket } from "ws";

const lines = createInterface({ input: process.stdin });
const { value: line } = await lines[Symbol.asyncIterator]().next();
const { url, speed, tokens, actions } = JSON.parse(line);
lines.on("close", () => process.exit());

// The client measures time and waits only through these two.
const { setTimeout, performance } = globalThis;
const now = performance.now.bind(performance);
globalThis.setTimeout = (work, ms, ...values) => setTimeout(work, ms / speed, ...values);
performance.now = () => now() * speed;

const entry = pathToFileURL(join(resolve(process.argv[2]), "index.js"));
const { createClient, ApiError, NetworkError, SignedOutError } = await import(entry);
const client = createClient(url, { WebSocket, ...(tokens && { tokens }) });
let state = null;
let hasChanged = () => {};

const report = (name, value) => console.log(JSON.stringify({ [name]: value }));

function onStatus(status) {
  if (status.state === state) return;
  state = status.state;
  report("state", state);
  if (state === "signed-out") report("ended", state);
  hasChanged();
}

function nameOf(error) {
  if (error instanceof ApiError) return error.entries[0]?.code ?? String(error.status);
  if (error instanceof NetworkError) return "connection-lost";
  if (error instanceof SignedOutError) return "signed-out";
  throw error;
}

const ACTIONS = {
  subscribe(since) {
    const onResync = (seq) => report("resync", seq);
    client.results.subscribe(since, (result) => report("result", result), {
      onStatus,
      onResync,
    });
  },
  play: async (number) => report("played", await client.play(number)),
  async play_at_once(numbers) {
    const results = await Promise.all(numbers.map((number) => client.play(number)));
    for (const result of results) report("played", result);
  },
  register: async (given) => report("signed_in", (await client.register(given)).username),
  sign_in: async (given) => report("signed_in", (await client.signIn(given)).username),
  sign_out: () => client.signOut(),
  async until(expected) {
    while (state !== expected) await new Promise((changed) => (hasChanged = changed));
  },
  wait: (seconds) => new Promise((over) => globalThis.setTimeout(over, seconds * 1000)),
};

report("started", true);
for (const action of actions) {
  const [[name, value]] = Object.entries(action);
  try {
    await ACTIONS[name](value);
  } catch (error) {
    report("failed", nameOf(error));
  }
}
