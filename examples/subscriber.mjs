// Prints the results of a player as they are stored:
// NUMBERPLAY_URL=http://localhost:8000 EMAIL=… PASSWORD=… node subscriber.mjs
import { createClient } from "@numberplay/client";

const { NUMBERPLAY_URL, EMAIL, PASSWORD, SINCE = "0" } = process.env;
const client = createClient(NUMBERPLAY_URL);
await client.signIn({ email: EMAIL, password: PASSWORD });

client.results.subscribe(
  Number(SINCE),
  ({ seq, number, result, prize }) => console.log(seq, number, result, prize ?? 0),
  { onStatus: ({ state }) => console.error(state) },
);
