"use client";

import "@mantine/core/styles/Center.css";
import { Center, Loader } from "@mantine/core";

/** Stands where a page will be, until it is known what it shows. */
export function SessionLoader() {
  return (
    <Center mih="50vh">
      <Loader type="dots" aria-label="Looking for your session" role="status" />
    </Center>
  );
}
