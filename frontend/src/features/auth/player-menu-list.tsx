"use client";

import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import { Menu } from "@mantine/core";
import { IconLogout, IconMoon, IconSun, IconUser } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { usePlayer } from "@/entities/player/player-query";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { PrefetchLink } from "@/shared/ui/controls/prefetch-link";
import { MantinePart } from "@/shared/ui/mantine/mantine-part";
import * as pagesText from "@/messages/pages";
import * as text from "@/messages/player-menu";
import classes from "./player-menu-list.module.css";
import { useLogOut } from "./use-log-out";

interface PlayerMenuListProps {
  trigger: ReactElement;
  onClose: () => void;
}

/** Opens as soon as it has loaded, because a click requested it. */
export function PlayerMenuList({ trigger }: PlayerMenuListProps) {
  const { data: player } = usePlayer();
  const { mutate: logOut, isPending } = useLogOut();
  return (
    <MantinePart>
      <Menu
        defaultOpened
        position="bottom-end"
        width={200}
        hideDetached={false}
        classNames={{ dropdown: classes["menu"] ?? "" }}
      >
        <Menu.Target>{trigger}</Menu.Target>
        <Menu.Dropdown>
          {/* The header may not have room for the whole name. */}
          <Menu.Label className="long" translate="no">
            {player?.username}
          </Menu.Label>
          <Menu.Item
            component={PrefetchLink}
            href="/account"
            leftSection={<IconUser aria-hidden size={18} />}
          >
            {pagesText.account}
          </Menu.Item>
          <ThemeItem />
          <Menu.Item
            leftSection={<IconLogout aria-hidden size={18} />}
            disabled={isPending}
            onClick={() => logOut()}
          >
            {text.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </MantinePart>
  );
}

function ThemeItem() {
  const { isDark, choose } = usePreferences();
  const Icon = isDark ? IconSun : IconMoon;
  return (
    <Menu.Item
      leftSection={<Icon aria-hidden size={18} />}
      onClick={() => choose({ theme: isDark ? "light" : "dark" })}
    >
      {isDark ? text.lightTheme : text.darkTheme}
    </Menu.Item>
  );
}
