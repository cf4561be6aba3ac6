/** Ada starts something in this tab, then signs out in another one, where Bob signs in, and only then it continues. */
import { act } from "@testing-library/react";
import { delay, http } from "msw";
import { accessToken, at, backend } from "./backend";

export const ADA = accessToken("ada", { player: "1" });
const BOB = accessToken("bob", { player: "2" });
/** Part of every late response to Ada. */
export const ADAS = 7777;

/** Ada's late response. */
export type LateAnswer = [
  method: "get" | "post" | "patch" | "delete",
  path: string,
  answer: () => Response,
];

/** Records every request with its token, and holds those of Ada to the late path. */
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
