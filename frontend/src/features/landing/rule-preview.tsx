"use client";

import { Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome } from "@/entities/results/outcome-preview";
import { wholeNumber } from "@/shared/forms/typed";
import { useRules } from "@/entities/results/player-queries";
import { points, previewText } from "@/entities/results/format";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { DataTable } from "@/shared/ui/display/data-table";
import { QueryView } from "@/shared/ui/loading/query-view";
import * as text from "@/messages/landing";
import classes from "./landing.module.css";

const SKELETON_HEIGHT = 328;

export function RulePreview() {
  return (
    <div className={classes["place"]}>
      <QueryView query={useRules()} waiting={<Skeleton height={SKELETON_HEIGHT} />}>
        {(rules) => <Trial rules={rules} />}
      </QueryView>
    </div>
  );
}

function Trial({ rules }: { rules: Rules }) {
  const [entered, setEntered] = useState(String(middleOf(rules)));
  const number = wholeNumber(entered);
  const { min, max } = rules.range;
  const playable = number !== null && number >= min && number <= max ? number : null;
  return (
    <Stack gap="sm">
      <TextInput
        label={text.field({ min, max })}
        size="lg"
        inputMode="numeric"
        autoComplete="off"
        value={entered}
        onChange={({ currentTarget }) => setEntered(currentTarget.value)}
      />
      <p
        className={classes["preview"]}
        data-result={playable === null ? undefined : previewOutcome(playable, rules).result}
        role="status"
      >
        {playable !== null && <ChangingText>{previewText(playable, rules)}</ChangingText>}
      </p>
      <Bands rules={rules} />
    </Stack>
  );
}

function Bands({ rules }: { rules: Rules }) {
  return (
    <DataTable
      caption={text.pays}
      columns={[{ name: text.number }, { name: text.share, isFigure: true }]}
    >
      {rules.prize_bands.map(({ above, percent }) => (
        <tr key={above}>
          <td>{text.above({ number: points(above) })}</td>
          <td data-figure>{text.percent({ percent: points(percent) })}</td>
        </tr>
      ))}
    </DataTable>
  );
}

/** An even number well within the range, so that the page first shows a win. */
const middleOf = ({ range }: Rules) => Math.floor((range.min + range.max) / 4) * 2;
