import type { ReactNode } from "react";

interface SentenceProps {
  /** The message, given what stands for the element. */
  of: (gap: string) => string;
  children: ReactNode;
}

const GAP = "\0";

/** A message with an element in it, wherever the language puts it. Only the element may change. */
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
