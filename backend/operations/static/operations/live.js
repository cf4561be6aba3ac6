// Updates the figures on the first page while it is visible.
"use strict";

const EVERY_MS = 5000;
const section = document.querySelector("[data-live]");

function show({ figures, services }) {
  for (const [name, value] of Object.entries(figures)) {
    const shown = section.querySelector(`[data-figure="${CSS.escape(name)}"]`);
    if (shown) shown.textContent = value;
  }
  const status = section.querySelector("[data-services]");
  if (status.textContent !== services) status.textContent = services; // announced by screen readers
  say(`Last update: ${new Date().toLocaleTimeString()}.`);
}

function say(text) {
  section.querySelector("[data-updated]").textContent = text;
}

async function renew() {
  if (document.hidden) return;
  try {
    const response = await fetch(section.dataset.live, { redirect: "error" });
    if (!response.ok) throw new Error(String(response.status));
    show(await response.json());
  } catch {
    say("The last update failed. If you have been signed out, reload the page.");
  }
}

if (section) {
  setInterval(renew, EVERY_MS);
  document.addEventListener("visibilitychange", renew);
}
