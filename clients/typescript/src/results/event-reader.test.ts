import { expect, test, vi } from "vitest";
import { createEventReader, type ServerEvent } from "./event-reader.ts";

const TEXT =
  'retry: 2741\nid: 41\n\n: silence\n\nid: 42\nevent: game_result\ndata: {"seq":\ndata:42}\n\r\nevent:resync\r\ndata: 7\r\n\r\n';
const EVENTS = [
  { name: "game_result", data: '{"seq":\n42}' },
  { name: "resync", data: "7" },
];

test.each([1, 2, 3, 7, 1000])("events are parsed from chunks of %i characters", (size) => {
  const events: ServerEvent[] = [];
  const delays: number[] = [];
  const read = createEventReader(
    (event) => events.push(event),
    (ms) => delays.push(ms),
  );
  for (let start = 0; start < TEXT.length; start += size) read(TEXT.slice(start, start + size));
  expect(events).toEqual(EVENTS);
  expect(delays).toEqual([2741]);
});

test("an incomplete event isn't reported", () => {
  const events: ServerEvent[] = [];
  const read = createEventReader((event) => events.push(event), vi.fn());
  read("event: game_result\ndata: 1\n");
  expect(events).toEqual([]);
});
