"use client";

import { type RefObject, useState } from "react";

type Messages<Name extends string> = Partial<Record<Name, string>>;

/** The error messages of a form's fields, in the order of `names`. */
export function useFieldMessages<Name extends string>(
  form: RefObject<HTMLFormElement | null>,
  names: readonly Name[],
) {
  const [messages, setMessages] = useState<Messages<Name>>({});

  function focus(name: Name) {
    const input = form.current?.elements.namedItem(name);
    if (input instanceof HTMLElement) input.focus();
  }

  return {
    messages,
    errors: names.flatMap((name) => {
      const message = messages[name];
      return message === undefined ? [] : { message, focus: () => focus(name) };
    }),
    /** Replaces all messages, and focuses the first field that has one. Returns whether any field has a message. */
    show: (found: (name: Name) => string | null): boolean => {
      const invalid = names.filter((name) => found(name) !== null);
      const shown = invalid.map((name) => [name, found(name)]);
      setMessages(Object.fromEntries(shown) as Messages<Name>);
      if (invalid[0] !== undefined) focus(invalid[0]);
      return invalid.length > 0;
    },
    /** A message disappears when its field is changed. */
    recheck: (name: Name, found: string | null) => {
      if (messages[name] === undefined) return;
      const { [name]: _, ...others } = messages;
      setMessages((found === null ? others : { ...messages, [name]: found }) as Messages<Name>);
    },
  };
}
