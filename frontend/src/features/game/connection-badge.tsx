import { Badge } from "@mantine/core";
import type { SocketStatus } from "@/shared/realtime/socket";

const WORDS: Record<SocketStatus["phase"], { color: string; text: string }> = {
  live: { color: "teal", text: "Live" },
  connecting: { color: "gray", text: "Connecting" },
  waiting: { color: "orange", text: "Reconnecting" },
  stopped: { color: "gray", text: "Not connected" },
};

export function ConnectionBadge({ status }: { status: SocketStatus }) {
  const { color, text } = WORDS[status.phase];
  return (
    <Badge
      color={color}
      variant="dot"
      size="lg"
      tt="none"
      style={{ alignSelf: "center" }}
      fw={600}
      data-testid="connection"
    >
      {text}
    </Badge>
  );
}
