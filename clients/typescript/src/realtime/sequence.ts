/** Distinguishes new results from known ones by their `seq`, and detects gaps. */

interface Sequence {
  /** All results up to this seq have arrived. */
  position: () => number;
  accept: (seq: number) => { isNew: boolean; hasGap: boolean };
  /** Continues after `seq`: gives up on missing results before it, or drops results after it. */
  moveTo: (seq: number) => void;
}

export function createSequence(start: number): Sequence {
  let position = start;
  const ahead = new Set<number>();

  function settle() {
    for (const seq of ahead) if (seq <= position) ahead.delete(seq);
    while (ahead.delete(position + 1)) position += 1;
  }

  return {
    position: () => position,
    accept(seq) {
      const isNew = seq > position && !ahead.has(seq);
      if (isNew) ahead.add(seq);
      settle();
      return { isNew, hasGap: ahead.size > 0 };
    },
    moveTo(seq) {
      if (seq <= position) ahead.clear();
      position = seq;
      settle();
    },
  };
}
