import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "@tests/fake-socket";
import { NetworkError } from "../api/errors";
import { holdClockAndServer, openLive, openSocket, pass } from "./socket-test-kit";

beforeEach(holdClockAndServer);
afterEach(() => void vi.useRealTimers());

test("after a refused handshake the token is checked, and one that was renewed on the way is used", async () => {
  const { credentials } = openSocket();
  await pass();
  FakeSocket.last.refuse();
  credentials.token.mockResolvedValue("second");
  await pass(500);
  expect(credentials.check).toHaveBeenCalledTimes(1);
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.second"]);
});

test("4401 asks for a new token before the next try", async () => {
  const { credentials } = await openLive();
  FakeSocket.last.end(4401);
  await pass(500);
  expect(credentials.renew).toHaveBeenCalledExactlyOnceWith("first");
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.second"]);
});

test("4401 to the new token as well is the end", async () => {
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

test("4401s far apart are no loop", async () => {
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

test("who is signed out is not tried again", async () => {
  const { credentials, phase } = await openLive();
  credentials.renew.mockResolvedValue(null);
  FakeSocket.last.end(4401);
  await pass(120_000);
  expect(FakeSocket.opened).toHaveLength(1);
  expect(phase()).toEqual({ phase: "stopped" });
});

test("a token that cannot be had for now is asked for again later", async () => {
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

test("a minute before the token runs out the socket is handed a fresh one, again and again", async () => {
  const { credentials } = await openLive();
  await passAnswering(235);
  expect(auths()).toEqual([]);
  await passAnswering(5);
  expect(auths()).toEqual([auth]);
  expect(credentials.token).toHaveBeenLastCalledWith(70_000);
  await passAnswering(240);
  expect(auths()).toEqual([auth, auth]);
});

test("when extending fails for now, it is tried again in time", async () => {
  const { credentials } = await openLive();
  await passAnswering(10);
  credentials.token.mockRejectedValueOnce(new NetworkError());
  await passAnswering(235);
  expect(auths()).toEqual([]);
  await passAnswering(10);
  expect(auths()).toEqual([auth]);
  expect(FakeSocket.opened).toHaveLength(1);
});
