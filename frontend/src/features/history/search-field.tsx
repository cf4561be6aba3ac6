"use client";

import { useId } from "react";
import { wholeNumber } from "@/shared/forms/typed";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/history";
import classes from "./history.module.css";
import { goTo } from "./history-url";

/** Searches for the plays of a number. An empty field ends the search. */
export function SearchField({ entered }: { entered: string }) {
  const id = useId();
  return (
    <form
      role="search"
      method="post"
      className={classes["search"]}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get("number");
        const number = typeof typed === "string" ? typed.trim() : "";
        goTo({ number: number === "" ? null : String(wholeNumber(number) ?? number) });
      }}
    >
      <label htmlFor={id}>{text.searchNumber}</label>
      {/* With this key, the field shows the number from the URL after going back. */}
      <input
        key={entered}
        id={id}
        name="number"
        type="search"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={entered}
      />
      <PlainButton type="submit" variant="framed">
        {text.search}
      </PlainButton>
    </form>
  );
}
