import { backendOrigin } from "@numberplay/client/api/backend-origin";
import { createServices, type Services } from "@/entities/session/services";

let opened: Services | null = null;

/** Returns the services of this page, which are the same for every render, because React may start over. */
export function openPage(): Services {
  // Pages send no requests while they are built, so any address works.
  if (typeof window === "undefined") return createServices("http://localhost");
  return (opened ??= startServices());
}

/** Looks up the session immediately, because all of the player's data depends on it. */
export function startServices(): Services {
  const port = document.documentElement.dataset["backendPort"] ?? "";
  const services = createServices(backendOrigin(window.location, port === "" ? null : port));
  if (services.expectsPlayer) void services.session.recover();
  return services;
}
