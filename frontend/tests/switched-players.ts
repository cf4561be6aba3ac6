/**
 * Ada starts an action in this tab, then signs out in another tab, where Bob signs in. Only then does the action
 * continue.
 */
import { act } from "@testing-library/react";
import { delay, http } from "msw";
import { accessToken, at, backend } from "./backend";

export const ADA = accessToken("ada", { player: "1" });
const BOB = accessToken("bob", { player: "2" });
/** A number in every late response to Ada. */
export const ADAS = 7777;

/** The late response to Ada. */
export type LateAnswer = [
  method: "get" | "post" | "patch" | "delete",
  path: string,
  answer: () => Response,
];

/** Records every request with its token, and holds back Ada's requests to the late path. */
export function answerLate([method, path, answer]: LateAnswer) {
  const sent: string[] = [];
  const held: (() => void)[] = [];
  backend.use(
    http.all(at("*"), ({ request }) => {
      const bearer = request.headers.get("Authorization")?.split(".").at(-1) ?? "nobody";
      sent.push(`${bearer} ${request.method} ${new URL(request.url).pathname}`);
    }),
    http[method](at(path), async ({ request }) => {
      if (!request.headers.get("Authorization")?.endsWith(".ada")) return undefined;
      await new Promise<void>((release) => held.push(release));
      return answer();
    }),
  );
  return { sent, held };
}

async function receiveFromAnotherTab(...messages: object[]) {
  const channel = new BroadcastChannel("numberplay.session");
  await act(async () => {
    for (const message of messages) channel.postMessage(message);
    await delay(50);
  });
  channel.close();
}

export const switchPlayers = () =>
  receiveFromAnotherTab({ type: "signed-out" }, { type: "signed-in", access: BOB });
