/** A proxy in front of the backend that refuses or freezes WebSockets, and refuses event streams. */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { freePort } from "./ports";

export interface Proxy {
  port: number;
  /** A frozen WebSocket is accepted, but then no data is forwarded in either direction. */
  sockets: "pass" | "refuse" | "freeze";
  streams: "pass" | "refuse";
  /** How many WebSockets have been refused or frozen. */
  blocked: number;
  /** The number of open event streams. */
  open: number;
  /** The seqs of all results that event streams have delivered. */
  streamed: number[];
  /** How often the results after a seq have been requested. */
  reads: number;
  /** How many open WebSockets aren't frozen. */
  readonly passing: number;
  /** Freezes the open WebSockets, and closes those that it had frozen before. */
  freeze: () => void;
  stop: () => Promise<void>;
}

const REFUSED = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
const STREAM = "/api/game/results/stream/";
const READ = "/api/game/results/?since=";

export async function createProxy(backendPort: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const upgraded = new Set<Duplexes>();
  let frozen: Duplexes[] = [];
  const server = createServer((incoming, response) => {
    const isStream = incoming.method === "GET" && incoming.url?.startsWith(STREAM);
    if (incoming.method === "GET" && incoming.url?.startsWith(READ)) proxy.reads += 1;
    if (isStream && proxy.streams === "refuse") response.writeHead(403).end();
    else passOn(incoming, response, isStream ? proxy : null);
  });
  const passOn = (incoming: IncomingMessage, response: ServerResponse, counts: Proxy | null) => {
    const outgoing = forward(incoming, backendPort);
    if (counts !== null) counts.open += 1;
    response.on("close", () => {
      if (counts !== null) counts.open -= 1;
      outgoing.destroy();
    });
    outgoing.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      if (counts !== null) recordResults(answer, counts.streamed);
    });
    outgoing.on("error", () => response.destroy());
    incoming.pipe(outgoing);
  };
  server.on("upgrade", (incoming: IncomingMessage, near: Socket) => {
    near.on("error", () => near.destroy());
    if (proxy.sockets !== "pass") proxy.blocked += 1;
    if (proxy.sockets === "refuse") near.end(REFUSED);
    else
      upgrade(incoming, near, backendPort, (both) => {
        if (proxy.sockets === "freeze") near.resume();
        else {
          upgraded.add(both);
          near.on("close", () => upgraded.delete(both));
          pipe(both);
        }
      });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });

  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const freeze = () => {
    for (const { near } of frozen) near.destroy();
    frozen = [...upgraded];
    upgraded.clear();
    for (const both of frozen) unpipe(both);
  };
  const proxy: Proxy = {
    port,
    sockets: "pass",
    streams: "pass",
    blocked: 0,
    open: 0,
    streamed: [],
    reads: 0,
    get passing() {
      return upgraded.size;
    },
    freeze,
    stop,
  };
  return proxy;
}

function forward({ method, url, rawHeaders }: IncomingMessage, port: number) {
  return request({ host: "127.0.0.1", port, method, path: url, headers: rawHeaders, agent: false });
}

function recordResults(answer: IncomingMessage, seqs: number[]) {
  let text = "";
  answer.on("data", (part: Buffer) => {
    text += part.toString();
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const seq = /^id: (\d+)\nevent: game_result$/m.exec(block)?.[1];
      if (seq !== undefined) seqs.push(Number(seq));
    }
  });
}

/** The connections to the browser and to the backend. */
interface Duplexes {
  near: Socket;
  far: Socket;
}

const pipe = ({ near, far }: Duplexes) => far.pipe(near).pipe(far);

/** Drops all data that still arrives. */
function unpipe({ near, far }: Duplexes) {
  far.unpipe(near);
  near.unpipe(far);
  near.resume();
  far.resume();
}

function upgrade(
  incoming: IncomingMessage,
  near: Socket,
  port: number,
  onUpgraded: (both: Duplexes) => void,
) {
  const outgoing = forward(incoming, port);
  outgoing.on("upgrade", (answer, far) => {
    const head = answer.rawHeaders.map((value, index) => value + (index % 2 ? "\r\n" : ": "));
    near.write(`HTTP/1.1 101 Switching Protocols\r\n${head.join("")}\r\n`);
    far.on("error", () => far.destroy());
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    onUpgraded({ near, far });
  });
  outgoing.on("response", () => near.end(REFUSED));
  outgoing.on("error", () => near.destroy());
  outgoing.end();
}
