"use client";

import { Stack, Text } from "@mantine/core";
import type { Device } from "@numberplay/client/api/types";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { SuccessNote } from "@/shared/ui/feedback/success-note";
import classes from "./device-list.module.css";
import { DeviceRow } from "./device-row";
import { useEndSessions } from "@/entities/session/devices-query";
import * as text from "@/messages/devices";

export function DeviceList({ devices }: { devices: readonly Device[] }) {
  const { mutate: end, error, isPending, isSuccess, variables } = useEndSessions();
  const others = devices.filter(({ current }) => !current);
  return (
    <Stack>
      <ul className={classes["list"]}>
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} onEnd={() => end({ id: device.id })} />
        ))}
      </ul>
      {error && <ErrorAlert error={error} />}
      <SuccessNote>
        {isSuccess && (variables === "others" ? text.othersSignedOut : text.signedOut)}
      </SuccessNote>
      {others.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.noOthers}
        </Text>
      ) : (
        <LoadingButton
          variant="default"
          w="fit-content"
          loading={isPending}
          onClick={() => end("others")}
        >
          {text.signOutOthers}
        </LoadingButton>
      )}
    </Stack>
  );
}
