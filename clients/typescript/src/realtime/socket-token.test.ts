import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "@tests/fake-socket";
import { NetworkError } from "../api/errors.ts";
import { holdClockAndServer, openLive, openSocket, pass } from "./socket-test-kit.ts";

beforeEach(holdClockAndServer);
afterEach(() => void vi.useRealTimers());

test("a refused handshake checks the token, and the retry uses a token that has been renewed since", async () => {
  const { credentials } = openSocket();
  await pass();
  FakeSocket.last.refuse();
  credentials.token.mockResolvedValue("second");
  await pass(500);
  expect(credentials.check).toHaveBeenCalledTimes(1);
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.second"]);
});

test("close code 4401 renews the token before the next attempt", async () => {
  const { credentials } = await openLive();
  FakeSocket.last.end(4401);
  await pass(500);
  expect(credentials.renew).toHaveBeenCalledExactlyOnceWith("first");
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.second"]);
});

test("a second 4401 with the renewed token stops the socket", async () => {
  const { onSignedOut, phase } = await openLive();
  FakeSocket.last.end(4401);
  await pass(500);
  FakeSocket.last.accept();
  FakeSocket.last.end(4401);
  await pass(120_000);
  expect(onSignedOut).toHaveBeenCalledTimes(1);
  expect(FakeSocket.opened).toHaveLength(2);
  expect(phase()).toEqual({ phase: "stopped" });
});

test("4401s between successful connections don't stop the socket", async () => {
  const { onSignedOut } = await openLive();
  for (let round = 0; round < 3; round += 1) {
    FakeSocket.last.end(4401);
    await pass(500);
    FakeSocket.last.accept();
    FakeSocket.last.receive({ type: "pong", seq: 0 });
  }
  expect(onSignedOut).not.toHaveBeenCalled();
  expect(FakeSocket.opened).toHaveLength(4);
});

test("the socket doesn't retry once the player is signed out", async () => {
  const { credentials, phase } = await openLive();
  credentials.renew.mockResolvedValue(null);
  FakeSocket.last.end(4401);
  await pass(120_000);
  expect(FakeSocket.opened).toHaveLength(1);
  expect(phase()).toEqual({ phase: "stopped" });
});

test("a failed token request is retried later", async () => {
  const { credentials } = await openLive();
  credentials.token.mockRejectedValueOnce(new NetworkError());
  FakeSocket.last.end(1006);
  await pass(500);
  expect(FakeSocket.opened).toHaveLength(1);
  await pass(1000);
  expect(FakeSocket.opened).toHaveLength(2);
});

/** Advances the time and answers every ping. */
async function passAnswering(seconds: number) {
  for (let passed = 0; passed < seconds; passed += 5) {
    await pass(5000);
    FakeSocket.last.receive({ type: "pong", seq: 0 });
  }
}

const auths = () =>
  FakeSocket.last.sent.filter((frame) => (frame as { type: string }).type === "auth");
const auth = { type: "auth", token: "first" };

test("a fresh token is sent a minute before each token expires", async () => {
  const { credentials } = await openLive();
  await passAnswering(235);
  expect(auths()).toEqual([]);
  await passAnswering(5);
  expect(auths()).toEqual([auth]);
  expect(credentials.token).toHaveBeenLastCalledWith(70_000);
  await passAnswering(240);
  expect(auths()).toEqual([auth, auth]);
});

test("a failed token renewal is retried before the token expires", async () => {
  const { credentials } = await openLive();
  await passAnswering(10);
  credentials.token.mockRejectedValueOnce(new NetworkError());
  await passAnswering(235);
  expect(auths()).toEqual([]);
  await passAnswering(10);
  expect(auths()).toEqual([auth]);
  expect(FakeSocket.opened).toHaveLength(1);
});
