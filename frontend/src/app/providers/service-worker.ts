/**
 * Registers the service worker, which shows pages without a network and detects new releases
 * (service-worker/worker.js).
 */
import { showNewRelease } from "@/shared/lib/loading/release";

const STATIC = "/_next/static/";

interface FromWorker {
  release: string;
}

/** Returns a function that stops listening. */
export function followServiceWorker(): () => void {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  const release = document.documentElement.dataset["release"];
  // `next dev` has no release, and browsers only support workers over HTTPS and on localhost.
  if (serviceWorker === undefined || release === undefined) return () => {};
  const receive = ({ data }: MessageEvent<FromWorker>) => {
    if (data.release !== release) showNewRelease();
  };
  const look = () => {
    if (document.visibilityState === "visible") void update(serviceWorker);
  };
  serviceWorker.addEventListener("message", receive);
  document.addEventListener("visibilitychange", look);
  // A browser may block workers, as it may block storage.
  void register(serviceWorker).catch(() => {});
  return () => {
    serviceWorker.removeEventListener("message", receive);
    document.removeEventListener("visibilitychange", look);
  };
}

async function register(serviceWorker: ServiceWorkerContainer) {
  await serviceWorker.register("/service-worker.js");
  const { active } = await serviceWorker.ready;
  active?.postMessage({ path: window.location.pathname, files: loadedFiles() });
}

async function update(serviceWorker: ServiceWorkerContainer) {
  const registration = await serviceWorker.getRegistration();
  await registration?.update().catch(() => {});
}

function loadedFiles(): string[] {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = loaded.filter(({ origin }) => origin === window.location.origin);
  return own.map(({ pathname }) => pathname).filter((path) => path.startsWith(STATIC));
}
