/** The next result is displayed correctly even if a translation tool has changed the page's text. */
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
    const { user, input, playNumber } = await openBoard();
    await goLive();
    await expect.poll(connection).toMatch(/^Live/);
    translate(work);

    await playNumber(42);
    await expect.poll(latest).toBe("42You won +4.2");
    await playNumber(43);
    await expect.poll(latest).toBe("43Odd loses · 42 would have paid 4.2");
    await user.clear(input);
    await user.type(input, "41");
    await expect.poll(preview).toBe("Odd loses · 40 would pay 4");
    await playNumber(4);
    await expect.poll(refusal).toContain("Enter a whole number from 5 to 77.");
    await playNumber(44);
    await expect.poll(latest).toBe("44You won +4.2");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    await expect.poll(preview).toBe("Even · pays 4.6, 10% of it");
    expect(refusal()).not.toContain("Enter a whole number");
    await expect.poll(games).toBe("3");
    await expect.poll(streak).toBe("3 wins in a row");

    [42, 43, 44, 45].forEach((number, at) => receiveResult(at + 1, number));
    await expect.poll(latest).toMatch(/^45 lost/);
    await expect.poll(numbers).toEqual(["45", "44", "43"]);
  },
);
