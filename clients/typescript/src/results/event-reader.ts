/** Parses server-sent events (`text/event-stream`), regardless of how they are split into chunks. */

export interface ServerEvent {
  name: string;
  data: string;
}

/** Returns a function that takes the next chunk. `onRetry` is called with the server's delay for reconnecting. */
export function createEventReader(
  onEvent: (event: ServerEvent) => void,
  onRetry: (ms: number) => void,
): (part: string) => void {
  let rest = "";
  let name = "";
  let data: string[] = [];

  function take(line: string) {
    if (line === "") {
      if (data.length > 0) onEvent({ name, data: data.join("\n") });
      name = "";
      data = [];
    } else if (line.startsWith("event:")) name = valueOf(line);
    else if (line.startsWith("data:")) data.push(valueOf(line));
    else if (line.startsWith("retry:")) onRetry(Number(valueOf(line)) || 0);
  }

  return (part) => {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line.replace(/\r$/, ""));
  };
}

const valueOf = (line: string) => line.slice(line.indexOf(":") + 1).replace(/^ /, "");
