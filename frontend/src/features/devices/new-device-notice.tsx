"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { usePlayer } from "@/entities/player/player-query";
import { useDevices } from "@/entities/session/devices-query";
import { showNotice } from "@/shared/ui/feedback/notices";
import * as text from "@/messages/devices";
import { deviceNamed } from "./device-name";
import { markSeen, newDevices } from "./seen-devices";

/** Reports sign-ins on other devices since the last check, until the notice is closed or the devices are shown. */
export function NewDeviceNotice() {
  const playerId = usePlayer().data?.id;
  const devices = useDevices().data;
  const router = useRouter();
  useEffect(() => {
    if (playerId === undefined || devices === undefined) return undefined;
    const found = newDevices(devices, playerId);
    if (found[0] === undefined) return undefined;
    const { name } = deviceNamed(found[0].user_agent);
    const see = () => markSeen(devices, playerId);
    const show = () => {
      see();
      router.push("/account#devices");
    };
    return showNotice(
      text.newSignIn({ count: found.length }),
      text.newSignInHint({ name, ip: found[0].ip }),
      { action: { name: text.showDevices, run: show }, onClose: see },
    );
  }, [playerId, devices, router]);
  return null;
}
