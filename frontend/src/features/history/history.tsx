"use client";

import { PageHeading } from "@/shared/ui/layout/page-heading";
import { SegmentedControl } from "@/shared/ui/controls/segmented-control";
import { Card } from "@/shared/ui/layout/card";
import { wholeNumber } from "@/shared/forms/typed";
import * as text from "@/messages/history";
import * as outcomeText from "@/messages/outcome";
import { ExportButton } from "./export-button";
import classes from "./history.module.css";
import { NumberSearch } from "./number-search";
import { goTo, type ResultFilter, useHistoryUrl } from "./history-url";
import { ResultPage } from "./result-page";
import { SearchField } from "./search-field";

const FILTERS: { value: ResultFilter; label: string }[] = [
  { value: "all", label: text.all },
  { value: "win", label: outcomeText.won },
  { value: "lose", label: outcomeText.lost },
];

export function History() {
  const { filter, cursor, number } = useHistoryUrl();
  return (
    <div className="stack">
      <div className="row apart">
        <PageHeading>{text.title}</PageHeading>
        <ExportButton />
      </div>
      <Card title={text.results}>
        <div className="stack-small">
          <p className="dimmed">{text.intro}</p>
          <div className={classes["tools"]}>
            <SegmentedControl
              aria-label={text.filter}
              data={FILTERS}
              value={filter}
              onChange={(chosen) => goTo({ filter: chosen })}
            />
            <SearchField entered={number ?? ""} />
          </div>
          {number === null ? (
            <ResultPage key={filter} filter={filter} cursor={cursor} />
          ) : (
            <Search number={wholeNumber(number)} />
          )}
        </div>
      </Card>
    </div>
  );
}

function Search({ number }: { number: number | null }) {
  if (number === null) return <p role="status">{text.notANumber}</p>;
  return <NumberSearch key={number} number={number} />;
}
