"use client";

import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/SegmentedControl.css";
import {
  SegmentedControl as MantineSegmentedControl,
  type SegmentedControlProps as MantineProps,
} from "@mantine/core";

interface SegmentedControlProps<Value extends string> extends Pick<
  MantineProps,
  "aria-label" | "aria-labelledby"
> {
  data: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice between a few adjacent options. */
export function SegmentedControl<Value extends string>({
  data,
  ...control
}: SegmentedControlProps<Value>) {
  return (
    <MantineSegmentedControl
      {...control}
      data={[...data]}
      withItemsBorders={false}
      w="fit-content"
    />
  );
}
