"use client";

/** Buttons of what is on every page: Mantine's own bring a loader and transitions, which the first look has no use for. */
import type { ComponentProps, ReactNode } from "react";
import { CalmLink } from "./calm-link";
import classes from "./light-button.module.css";

interface Look {
  looks?: "plain" | "accent" | "framed" | "filled";
  size?: "small" | "medium" | "large";
}

export function LightButton({
  looks = "plain",
  size = "medium",
  ...button
}: Look & Omit<ComponentProps<"button">, "style">) {
  return (
    <button
      type="button"
      {...button}
      className={`${classes["button"] ?? ""} mantine-focus-auto`}
      data-looks={looks}
      data-size={size}
    />
  );
}

interface LightLinkProps extends Look {
  href: string;
  children: ReactNode;
}

export function LightLink({ looks = "plain", size = "medium", href, children }: LightLinkProps) {
  return (
    <CalmLink
      href={href}
      className={`${classes["button"] ?? ""} mantine-focus-auto`}
      data-looks={looks}
      data-size={size}
    >
      {children}
    </CalmLink>
  );
}
