"use client";

import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import { Menu } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import type { ReactElement } from "react";
import * as text from "@/messages/player-menu";
import { useLogOut } from "./use-log-out";

interface PlayerMenuListProps {
  trigger: ReactElement;
  onClose: () => void;
}

/** Opens when it has loaded, because a click requested it. */
export function PlayerMenuList({ trigger }: PlayerMenuListProps) {
  const { mutate: logOut, isPending } = useLogOut();
  return (
    <Menu defaultOpened position="bottom-end" width={200} hideDetached={false}>
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLogout aria-hidden size={18} />}
          disabled={isPending}
          onClick={() => logOut()}
        >
          {text.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
