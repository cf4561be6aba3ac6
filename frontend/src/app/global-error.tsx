"use client";

/** Shown when the root layout itself fails, so it can't use anything that the layout provides. */
import { direction, language } from "@/shared/lib/language";
import * as text from "@/messages/app";
import * as sharedText from "@/messages/shared";
export default function GlobalError() {
  return (
    <html lang={language} dir={direction}>
      <head>
        <title>{text.errorDocumentTitle}</title>
        <meta name="color-scheme" content="light dark" />
      </head>
      <body style={{ margin: "20vh auto", maxWidth: "32rem", fontFamily: "system-ui, sans-serif" }}>
        <main style={{ padding: "1.5rem" }}>
          <h1>{text.errorTitle}</h1>
          <p>{text.resultsAreSafe}</p>
          {/* A full load, because the state of the page can no longer be trusted. */}
          <a href="/play">{sharedText.tryAgain}</a>
        </main>
      </body>
    </html>
  );
}
