import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import classes from "./status.module.css";

interface StateRowProps {
  name: string;
  isGood: boolean;
  words: string;
}

/** Shows a state with a word, an icon and a color. */
export function StateRow({ name, isGood, words }: StateRowProps) {
  const Icon = isGood ? IconCircleCheck : IconAlertTriangle;
  return (
    <li className={classes["state"]}>
      <span>{name}</span>
      {/* A new element for each text, so that no existing element moves. */}
      <span key={words} className={classes["words"]} data-good={isGood}>
        <Icon aria-hidden size={18} />
        <span>{words}</span>
      </span>
    </li>
  );
}
