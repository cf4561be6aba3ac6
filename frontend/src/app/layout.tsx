import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./globals.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Runtime } from "@/shared/runtime/runtime";

export const metadata: Metadata = {
  title: { default: "NumberPlay", template: "%s · NumberPlay" },
  description:
    "A real-time number game: play a number, and every open tab knows at once whether it won.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

const LOCAL_BACKEND_PORT = "8000";

/** The edge says so when it serves page and backend from one origin; else the backend has a port of its own. */
async function backendPort(): Promise<string | null> {
  const fromEdge = (await headers()).get("x-edge") === "1";
  return fromEdge ? null : (process.env["BACKEND_PORT"] ?? LOCAL_BACKEND_PORT);
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <Runtime backendPort={await backendPort()}>{children}</Runtime>
      </body>
    </html>
  );
}
