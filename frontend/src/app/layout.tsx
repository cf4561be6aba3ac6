import "./mantine-styles";
import "./tokens.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { PlayerMenu } from "@/features/auth/player-menu";
import { ConnectionPill } from "@/entities/results/connection-pill";
import { Runtime } from "@/app/providers/runtime";
import { Shell } from "@/app/shell/shell";
import { ThemeToggle } from "@/app/shell/theme-toggle";
import { VisitorLinks } from "@/app/shell/visitor-links";
import { direction, language } from "@/shared/lib/language";
import * as text from "@/messages/app";
import { fontVariables } from "./fonts/fonts";
import { backendPort } from "./backend-port";
import { FIRST_PAINT } from "./first-paint";

export const metadata: Metadata = {
  title: { default: "NumberPlay", template: "%s · NumberPlay" },
  description: text.description,
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f0" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1115" },
  ],
};

const actions = (
  <>
    <ConnectionPill />
    <ThemeToggle />
    <VisitorLinks />
    <PlayerMenu />
  </>
);

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html
      lang={language}
      dir={direction}
      className={fontVariables}
      data-respect-reduced-motion
      // The build replaces this value (scripts/build.mjs).
      data-release={process.env.NODE_ENV === "production" ? "RELEASE" : undefined}
      data-backend-port={await backendPort()}
      // The script below replaces this value.
      data-mantine-color-scheme="light"
      suppressHydrationWarning
    >
      <head>
        <script dangerouslySetInnerHTML={{ __html: FIRST_PAINT }} />
      </head>
      <body>
        <Runtime>
          <Shell actions={actions}>{children}</Shell>
        </Runtime>
      </body>
    </html>
  );
}
