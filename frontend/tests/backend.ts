/** The backend in tests. Each test overrides the responses that differ. */
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { accessToken, PLAYER } from "./fixtures";
import { at, HANDLERS } from "./handlers";

export * from "./fixtures";
export * from "./handlers";

type Sent = Record<string, unknown>;

/** Answers like `answer`, and records the bodies of requests. */
export function recording(
  method: "post" | "patch" | "delete",
  path: string,
  answer: () => Response,
) {
  const sent: Sent[] = [];
  backend.use(
    http[method](at(path), async ({ request }) => {
      const text = await request.text();
      sent.push(text === "" ? {} : (JSON.parse(text) as Sent));
      return answer();
    }),
  );
  return sent;
}

export const done = () => new HttpResponse(null, { status: 204 });
export const signedIn = (token = accessToken()) => ({ user: PLAYER, access: token });

export const backend = setupServer(...HANDLERS);
