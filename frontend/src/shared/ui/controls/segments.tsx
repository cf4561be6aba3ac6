"use client";

import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/SegmentedControl.css";
import { SegmentedControl, type SegmentedControlProps } from "@mantine/core";

interface SegmentsProps<Value extends string> extends Pick<
  SegmentedControlProps,
  "aria-label" | "aria-labelledby"
> {
  data: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, beside each other. */
export function Segments<Value extends string>({ data, ...control }: SegmentsProps<Value>) {
  return (
    <SegmentedControl {...control} data={[...data]} withItemsBorders={false} w="fit-content" />
  );
}
