/** The same player in a program that uses the REST API without a browser. */
import { request } from "@playwright/test";
import type { Player } from "./player";

export interface Elsewhere {
  play: (number: number) => Promise<void>;
  read: <T>(path: string) => Promise<T>;
  /** Signs out all other devices. */
  endOthers: () => Promise<void>;
}

export async function elsewhere(
  backendUrl: string,
  { email, password }: Player,
): Promise<Elsewhere> {
  const visitor = await request.newContext({ baseURL: backendUrl });
  const answer = await visitor.post("/auth/api/login/", { data: { email, password } });
  const { access } = (await answer.json()) as { access: string };
  const headers = { Authorization: `Bearer ${access}` };
  return {
    async play(number) {
      const played = await visitor.post("/api/game/play/", { headers, data: { number } });
      if (!played.ok()) throw new Error(await played.text());
    },
    async endOthers() {
      await visitor.delete("/auth/api/sessions/", { headers });
    },
    async read<T>(path: string) {
      return (await (await visitor.get(path, { headers })).json()) as T;
    },
  };
}
