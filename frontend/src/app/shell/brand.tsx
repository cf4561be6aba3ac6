import { IconDice5 } from "@tabler/icons-react";
import Link from "next/link";
import classes from "./shell.module.css";

export function Brand() {
  return (
    <Link href="/" className={classes["brand"]} prefetch={false}>
      <IconDice5 aria-hidden stroke={1.75} />
      <span translate="no">NumberPlay</span>
    </Link>
  );
}
