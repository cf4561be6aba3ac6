import type { ReactNode } from "react";

interface SentenceProps {
  /** Returns the message, with a placeholder for the element. */
  of: (gap: string) => string;
  children: ReactNode;
}

const GAP = "\0";

/** A message that contains an element, at the place where the language puts it. Only the element may change. */
export function Sentence({ of, children }: SentenceProps) {
  const [before, after] = of(GAP).split(GAP);
  return (
    /* eslint-disable text/lone-text */
    <>
      {before}
      {children}
      {after}
    </>
    /* eslint-enable text/lone-text */
  );
}
