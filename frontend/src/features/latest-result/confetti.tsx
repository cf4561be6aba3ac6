"use client";

import { type CSSProperties, useState } from "react";
import classes from "./confetti.module.css";

const PIECES = 28;
const SHADES = ["lime-5", "teal-5", "yellow-5", "teal-3"];

/** A short burst of confetti for the best share, which ends within a second and a half. */
export default function Confetti() {
  const [pieces] = useState(() => Array.from({ length: PIECES }, (_, index) => flightOf(index)));
  return (
    <div className={classes["burst"]} aria-hidden data-testid="confetti">
      {pieces.map((style, index) => (
        <span key={index} className={classes["piece"]} style={style} />
      ))}
    </div>
  );
}

function flightOf(index: number): CSSProperties {
  const turn = (index / PIECES) * 2 * Math.PI + Math.random() * 0.5;
  const reach = 5 + Math.random() * 6;
  return {
    "--x": `${String(Math.cos(turn) * reach * 1.6)}rem`,
    "--y": `${String(Math.sin(turn) * reach - 2)}rem`,
    "--spin": `${String(Math.random() * 720)}deg`,
    background: `var(--mantine-color-${SHADES[index % SHADES.length] ?? ""})`,
  } as CSSProperties;
}
