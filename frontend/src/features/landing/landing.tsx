"use client";

import { Button, Text, Title } from "@mantine/core";
import Link from "next/link";
import { useIsPlayer } from "@/shared/runtime/services-context";
import { Surface } from "@/shared/ui/surface";
import classes from "./landing.module.css";
import { RuleTrial } from "./rule-trial";

/** What the game is, for whoever comes by. */
export function Landing() {
  return (
    <div className={classes["landing"]}>
      <div className={classes["words"]}>
        <Title order={1} className={classes["title"] ?? ""}>
          Even wins. Odd loses.
        </Title>
        <Text size="lg">
          Play a number. A win pays a share of it, the higher the more, and every open tab knows in
          the same moment.
        </Text>
        <Doors />
      </div>
      <Surface title="Try the rule">
        <RuleTrial />
      </Surface>
    </div>
  );
}

function Doors() {
  const isPlayer = useIsPlayer();
  const [href, words] = isPlayer ? ["/play", "Go to the game"] : ["/register", "Start to play"];
  return (
    <div className={classes["doors"]}>
      <Button component={Link} href={href} size="lg">
        {words}
      </Button>
      {!isPlayer && (
        <Button component={Link} href="/login" size="lg" variant="default">
          Log in
        </Button>
      )}
    </div>
  );
}
