import { IconChartBar, IconDice5, IconHistory, IconUser } from "@tabler/icons-react";
import { For } from "@/entities/session/audience";
import * as text from "@/messages/pages";
import * as frameText from "@/messages/frame";
import classes from "./navigation.module.css";
import { NavigationLink } from "./navigation-link";

const PLACES = [
  { href: "/play", name: text.play, Icon: IconDice5 },
  { href: "/history", name: text.history, Icon: IconHistory },
  { href: "/statistics", name: text.statistics, Icon: IconChartBar },
  // On wide screens, the player's menu has this link.
  { href: "/account", name: text.account, Icon: IconUser, isForPhones: true },
] as const;

/**
 * A row in the header or, on a phone, at the bottom of the screen, within reach of the thumb. Its icons are in the
 * page's HTML, not in its scripts.
 */
export function Navigation() {
  return (
    <For audience="players">
      <nav aria-label={frameText.navigation} className={classes["navigation"]}>
        {PLACES.map(({ href, name, Icon, ...place }) => (
          <NavigationLink key={href} href={href} isForPhones={"isForPhones" in place}>
            <Icon aria-hidden size={20} stroke={1.75} />
            <span>{name}</span>
          </NavigationLink>
        ))}
      </nav>
    </For>
  );
}
