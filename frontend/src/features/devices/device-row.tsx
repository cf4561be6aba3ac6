import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import type { Device } from "@numberplay/client/api/types";
import { Sentence } from "@/shared/ui/display/sentence";
import { Timestamp } from "@/shared/ui/display/timestamp";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import * as text from "@/messages/devices";
import classes from "./device-list.module.css";
import { deviceNamed } from "./device-name";

interface DeviceRowProps {
  device: Device;
  onEnd: () => void;
}

export function DeviceRow({ device, onEnd }: DeviceRowProps) {
  const { name, isHandheld } = deviceNamed(device.user_agent);
  const Icon = isHandheld ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={classes["device"]}>
      <Icon aria-hidden stroke={1.5} />
      <div>
        <div className={classes["name"]}>
          <span translate="no">{name}</span>
          {device.current && <span className={classes["current"]}>{text.current}</span>}
        </div>
        <p className="dimmed small">
          <span translate="no">{device.ip}</span> ·{" "}
          <Sentence of={(time) => text.since({ time })}>
            <Timestamp at={device.created_at} />
          </Sentence>{" "}
          ·{" "}
          <Sentence of={(time) => text.lastUsed({ time })}>
            <Timestamp at={device.last_used_at} />
          </Sentence>
        </p>
      </div>
      {!device.current && (
        // The row disappears, and another row takes its place.
        <LoadingButton
          variant="framed"
          size="small"
          aria-label={text.signOutDevice({ name, ip: device.ip })}
          onClick={onEnd}
        >
          {text.signOut}
        </LoadingButton>
      )}
    </li>
  );
}
