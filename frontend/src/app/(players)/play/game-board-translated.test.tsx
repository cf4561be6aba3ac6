/** The next result is right even if a translation tool has changed the page's text. */
import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { backend, NO_STATISTICS, play } from "@tests/backend";
import { translate, TRANSLATORS, untranslated } from "@tests/translators";
import { goLive, openBoard, PLAY, STATISTICS, receiveResult } from "./game-board-test-kit";

/** Even numbers win 4.2 points; the statistics are updated. */
function answerGame() {
  let played = 0;
  backend.use(
    http.post(PLAY, async ({ request }) => {
      const { number } = (await request.json()) as { number: number };
      played += 1;
      return HttpResponse.json(play(played, number, number % 2 === 0 ? 4.2 : null));
    }),
    http.get(STATISTICS, () =>
      HttpResponse.json({ ...NO_STATISTICS, total_games: played, current_streak: played }),
    ),
  );
}

const latest = () => untranslated(screen.getByTestId("latest-result").textContent);
const preview = () => untranslated(screen.getByTestId("preview").textContent);
const games = () => untranslated(screen.getAllByRole("definition")[0]!.textContent);
const numbers = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => untranslated(row.firstElementChild!.textContent));
const streak = () => untranslated(screen.getByTestId("streak").textContent);
const connection = () => untranslated(screen.getByTestId("connection").textContent);
const refusal = () => untranslated(document.querySelector("form")?.textContent ?? "");

test.each(Object.entries(TRANSLATORS))(
  "the board stays correct with a translator that %s",
  async (_, work) => {
    answerGame();
    const { playNumber } = await openBoard();
    await goLive();
    await expect.poll(connection).toMatch(/^Live/);
    translate(work);

    await playNumber(42);
    await expect.poll(latest).toBe("42Won+4.2 points");
    await playNumber(43);
    await expect.poll(latest).toBe("43LostNo prize");
    await expect.poll(preview).toBe("43 · odd · loses");
    await playNumber(4);
    await expect.poll(refusal).toContain("Enter a whole number from 5 to 77.");
    await playNumber(44);
    await expect.poll(latest).toBe("44Won+4.2 points");
    expect(refusal()).not.toContain("Enter a whole number");
    await expect.poll(preview).toBe("44 · even · wins 4.4 · 10%");
    await expect.poll(games).toBe("3");
    await expect.poll(streak).toBe("3 wins in a row");

    [42, 43, 44, 45].forEach((number, at) => receiveResult(at + 1, number));
    await expect.poll(latest).toMatch(/^45Lost/);
    await expect.poll(numbers).toEqual(["45", "44", "43"]);
  },
);
