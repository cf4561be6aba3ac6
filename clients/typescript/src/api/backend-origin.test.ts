import { expect, test } from "vitest";
import { backendOrigin, socketUrl } from "./backend-origin.ts";

const local = { protocol: "http:", hostname: "192.168.0.7", origin: "http://192.168.0.7:3000" };
const edge = { protocol: "https:", hostname: "play.example", origin: "https://play.example" };

test.each([
  [
    "on a separate port",
    local,
    "8000",
    "http://192.168.0.7:8000",
    "ws://192.168.0.7:8000/ws/game/",
  ],
  ["behind the edge", edge, null, "https://play.example", "wss://play.example/ws/game/"],
])("backend URLs %s", (_name, page, port, origin, socket) => {
  expect(backendOrigin(page, port)).toBe(origin);
  expect(socketUrl(origin)).toBe(socket);
});
