"use client";

import { useEffect } from "react";
import { IconClockPause } from "@tabler/icons-react";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/waiting-plays";
import { isExpired, isWaiting, type SavedPlay, showsSaved } from "./saved-plays";
import { cancelPlay } from "./send-saved";
import { useSavedPlays, useSignedInPlayer } from "./use-saved-plays";
import { useSending } from "./use-sending";
import classes from "./waiting-plays.module.css";

/** Shows the plays that wait for a connection, and sends them when the network is back. */
export function WaitingPlays() {
  const plays = useSavedPlays();
  const count = plays.filter(isWaiting).length;
  useSending(useSignedInPlayer(), count > 0);
  useEffect(showsSaved, []);
  return (
    <div data-testid="waiting-plays" className={classes["place"]} data-empty={plays.length === 0}>
      {/* The live region exists before its text, so that the text is announced. */}
      <div role="status">
        {count > 0 && (
          <p className={classes["title"]}>
            <IconClockPause aria-hidden size={20} stroke={1.75} />
            <ChangingText>{text.waiting({ count })}</ChangingText>
          </p>
        )}
      </div>
      {count > 0 && <p className="small dimmed">{text.hint}</p>}
      {plays.length > 0 && (
        <ul aria-label={text.title} className={classes["plays"]}>
          {plays.map((play) => (
            <Play key={play.key} play={play} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Play({ play }: { play: SavedPlay }) {
  const { number } = play;
  const waits = isWaiting(play);
  return (
    <li className={classes["play"]}>
      {waits ? <b translate="no">{number}</b> : <span>{reasonOf(play)}</span>}
      <PlainButton
        variant="framed"
        size="small"
        aria-label={waits ? text.cancelNumber({ number }) : text.dismissNumber({ number })}
        onClick={() => void cancelPlay(play)}
      >
        {waits ? text.cancel : text.dismiss}
      </PlainButton>
    </li>
  );
}

const reasonOf = (play: SavedPlay) =>
  isExpired(play) ? text.expired({ number: play.number }) : text.refused({ number: play.number });
