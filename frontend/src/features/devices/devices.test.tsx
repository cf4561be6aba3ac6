import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, OTHER_DEVICE, refusal, THIS_DEVICE } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { Devices } from "./devices";

const SESSIONS = at("/auth/api/sessions/");

/** A backend that ends sessions. Returns the calls that were made. */
function endingSessions() {
  const ended: string[] = [];
  let devices = [THIS_DEVICE, OTHER_DEVICE];
  const end = ({ request }: { request: Request }) => {
    ended.push(new URL(request.url).pathname);
    devices = [THIS_DEVICE];
    return new HttpResponse(null, { status: 204 });
  };
  backend.use(
    http.get(SESSIONS, () => HttpResponse.json(devices)),
    http.delete(SESSIONS, end),
    http.delete(`${SESSIONS}:id/`, end),
  );
  return ended;
}

async function openDevices() {
  const { user } = openPlayersPage(<Devices />);
  await screen.findAllByRole("listitem");
  return user;
}

test("devices have readable names, and this device can't be signed out", async () => {
  await openDevices();
  const [here, there] = screen.getAllByRole("listitem");
  expect(here).toHaveTextContent(/^Chrome on LinuxThis device192\.0\.2\.1 · signed in Jan 1, 2026/);
  expect(there).toHaveTextContent(/^Safari on iOS192\.0\.2\.2 ·/);
  expect(within(here!).queryByRole("button")).not.toBeInTheDocument();
});

test("one device can be signed out", async () => {
  const ended = endingSessions();
  const user = await openDevices();
  await user.click(screen.getByRole("button", { name: "Sign out Safari on iOS, 192.0.2.2" }));
  expect(await screen.findByText("The device has been signed out.")).toBeInTheDocument();
  await expect.poll(() => screen.getAllByRole("listitem")).toHaveLength(1);
  expect(ended).toEqual([`/auth/api/sessions/${OTHER_DEVICE.id}/`]);
});

test("all other devices are signed out in one request, and none remain", async () => {
  const ended = endingSessions();
  const user = await openDevices();
  await user.click(screen.getByRole("button", { name: "Sign out all other devices" }));
  expect(await screen.findByText("All other devices have been signed out.")).toBeInTheDocument();
  expect(await screen.findByText("No other devices are signed in.")).toBeInTheDocument();
  expect(ended).toEqual(["/auth/api/sessions/"]);
});

test("a device that can't be signed out shows an error and stays in the list", async () => {
  backend.use(http.delete(`${SESSIONS}:id/`, () => HttpResponse.error()));
  const user = await openDevices();
  await user.click(screen.getByRole("button", { name: /^Sign out Safari/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The server isn't responding.");
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
});

test("devices that fail to load can be retried", async () => {
  backend.use(http.get(SESSIONS, () => refusal(404, "not_found", "Not found."), { once: true }));
  const { user } = openPlayersPage(<Devices />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findAllByRole("listitem")).toHaveLength(2);
});
