// Plays over HTTP, and over a WebSocket that also receives the player's results: `node server.mjs PORT PROCESSES`.

import cluster from "node:cluster";

import jwt from "@fastify/jwt";
import websocket from "@fastify/websocket";
import Fastify from "fastify";
import { Redis } from "ioredis";
import mysql from "mysql2/promise";

const { DATABASE_URL, REDIS_URL, SECRET_KEY } = process.env;
const [port, processes] = process.argv.slice(2).map(Number);

const number = { type: "integer", minimum: 1, maximum: 9999 };
const play = {
  body: { type: "object", required: ["number"], properties: { number } },
  response: {
    200: { type: "object", properties: { id: { type: "integer" }, number: { type: "integer" } } },
  },
};

async function serve() {
  const pool = mysql.createPool(DATABASE_URL);
  const publisher = new Redis(REDIS_URL);
  const subscriber = new Redis(REDIS_URL); // a subscribed connection accepts no other commands
  const sockets = new Map(); // by channel

  const app = Fastify();
  await app.register(jwt, { secret: SECRET_KEY });
  await app.register(websocket);
  const onRequest = (request) => request.jwtVerify();

  async function store(player, number) {
    const [row] = await pool.execute("INSERT INTO plays (player_id, number) VALUES (?, ?)", [
      player,
      number,
    ]);
    const answer = { id: row.insertId, number };
    await publisher.publish(`fastify.${player}`, JSON.stringify(answer));
    return answer;
  }

  app.get("/health/live/", async () => ({ status: "alive" }));

  app.post("/api/game/play/", { onRequest, schema: play }, async (request) =>
    store(Number(request.user.user_id), request.body.number),
  );

  subscriber.on("message", (channel, text) => {
    for (const socket of sockets.get(channel) ?? []) socket.send(text);
  });

  app.get("/ws/game/", { websocket: true, onRequest }, async (socket, request) => {
    const player = Number(request.user.user_id);
    const channel = `fastify.${player}`;
    const validate = request.compileValidationSchema(play.body);
    socket.on("message", async (data) => {
      const body = JSON.parse(data.toString());
      if (validate(body)) await store(player, body.number);
      else socket.send(JSON.stringify({ type: "error", errors: validate.errors }));
    });
    const others = sockets.get(channel) ?? new Set();
    sockets.set(channel, others.add(socket));
    socket.on("close", async () => {
      others.delete(socket);
      if (others.size > 0) return;
      sockets.delete(channel);
      await subscriber.unsubscribe(channel);
    });
    await subscriber.subscribe(channel);
  });

  await app.listen({ host: "127.0.0.1", port });
}

if (cluster.isPrimary && processes > 1) {
  for (let started = 0; started < processes; started += 1) cluster.fork();
} else {
  await serve();
}
