"use client";

/** The last resort, when not even the frame of the pages could be made: it stands alone. */
export default function GlobalError() {
  return (
    <html lang="en">
      <head>
        <title>Problem · NumberPlay</title>
        <meta name="color-scheme" content="light dark" />
      </head>
      <body style={{ margin: "20vh auto", maxWidth: "32rem", fontFamily: "system-ui, sans-serif" }}>
        <main style={{ padding: "1.5rem" }}>
          <h1>NumberPlay has a problem</h1>
          <p>Your results are safe.</p>
          {/* A full load: what is on the page cannot be trusted any more. */}
          <a href="/play">Try again</a>
        </main>
      </body>
    </html>
  );
}
