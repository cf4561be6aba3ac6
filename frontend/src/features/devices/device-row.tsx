import { Text } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import type { Device } from "@numberplay/client/api/types";
import { Moment } from "@/shared/ui/display/moment";
import { SteadyButton } from "@/shared/ui/controls/steady-button";
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
          {device.current && (
            <Text span size="sm" c="var(--win)" fw={600}>
              This device
            </Text>
          )}
        </div>
        <Text size="sm" c="dimmed">
          <span translate="no">{device.ip}</span> · since <Moment at={device.created_at} /> · last
          used <Moment at={device.last_used_at} />
        </Text>
      </div>
      {!device.current && (
        // The row goes, and another one is where it was.
        <SteadyButton
          variant="default"
          size="xs"
          aria-label={`End the session of ${name}, ${device.ip}`}
          onClick={onEnd}
        >
          End
        </SteadyButton>
      )}
    </li>
  );
}
