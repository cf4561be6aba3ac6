import type { PlayResult, Rules } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { previewOutcome } from "@/entities/results/rules/outcome-preview";
import * as text from "@/messages/landing";
import classes from "./devices.module.css";

interface DevicesProps {
  /** Null if the input isn't a number. */
  number: number | null;
  rules: Rules | undefined;
}

type Shown = Pick<PlayResult, "number" | "prize">;

/** The example from the README, which is shown until the rules arrive. */
export const EXAMPLE: Shown = { number: 842, prize: 421 };

/**
 * A laptop and a phone that show the same result, the phone a moment later. The trial next to them says the same in
 * words.
 */
export function Devices({ number, rules }: DevicesProps) {
  const shown = resultOf(number, rules) ?? EXAMPLE;
  return (
    <div className={classes["devices"]} aria-hidden translate="no">
      <Device name={text.laptop} note={text.live} isLive shown={shown} />
      <Device name={text.phone} note={text.later} shown={shown} />
    </div>
  );
}

function resultOf(number: number | null, rules: Rules | undefined): Shown | null {
  if (number === null || rules === undefined) return null;
  if (number < rules.range.min || number > rules.range.max) return null;
  const { result, prize } = previewOutcome(number, rules);
  return { number, prize: result === "win" ? prize : null };
}

interface DeviceProps {
  name: string;
  note: string;
  isLive?: boolean;
  shown: Shown;
}

function Device({ name, note, isLive = false, shown: { number, prize } }: DeviceProps) {
  return (
    <div className={classes["device"]} data-result={prize === null ? "lose" : "win"}>
      <div className={classes["head"]}>
        <span>{name}</span>
        <span data-live={isLive || undefined}>{note}</span>
      </div>
      {/* A new number replaces the nodes, which starts their animation. */}
      <div key={number} className={classes["result"]}>
        <div className={classes["number"]}>{number}</div>
        <div className={classes["outcome"]}>
          {prize === null ? text.youLost : text.youWon({ points: points(prize) })}
        </div>
      </div>
    </div>
  );
}
