"use client";

/**
 * The buttons of every page. Mantine's own buttons include a loader and transitions, which the first paint doesn't
 * need.
 */
import type { Route } from "next";
import type { ComponentProps, ReactNode } from "react";
import { PrefetchLink } from "./prefetch-link";
import classes from "./plain-button.module.css";

interface ButtonStyle {
  variant?: "plain" | "accent" | "framed" | "filled" | "danger";
  size?: "small" | "medium" | "large";
}

export function PlainButton({
  variant = "plain",
  size = "medium",
  ...button
}: ButtonStyle & Omit<ComponentProps<"button">, "style">) {
  return (
    <button
      type="button"
      {...button}
      className={`${classes["button"] ?? ""} mantine-focus-auto`}
      data-variant={variant}
      data-size={size}
    />
  );
}

interface ButtonLinkProps extends ButtonStyle {
  href: Route;
  children: ReactNode;
}

export function ButtonLink({
  variant = "plain",
  size = "medium",
  href,
  children,
}: ButtonLinkProps) {
  return (
    <PrefetchLink
      href={href}
      className={`${classes["button"] ?? ""} mantine-focus-auto`}
      data-variant={variant}
      data-size={size}
    >
      {children}
    </PrefetchLink>
  );
}
