"use client";

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
    <div className="stack-small">
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
        <p className="dimmed small">{text.noOthers}</p>
      ) : (
        <LoadingButton variant="framed" loading={isPending} onClick={() => end("others")}>
          {text.signOutOthers}
        </LoadingButton>
      )}
    </div>
  );
}
