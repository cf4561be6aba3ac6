import { act, screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { at, backend, OTHER_DEVICE, THIS_DEVICE } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { router } from "@tests/router";
import { dismissNotices } from "@/shared/ui/feedback/notices";
import { NewDeviceNotice } from "./new-device-notice";
import { newDevices } from "./seen-devices";

const LATER = { ...OTHER_DEVICE, id: "3", created_at: "2026-02-01T10:00:00Z" };
let player = 1;

beforeEach(() => {
  player += 1;
});
afterEach(() => act(dismissNotices));

/** This browser's player has seen the first two devices. */
function open(...devices: (typeof LATER)[]) {
  const id = player;
  backend.use(
    http.get(at("/auth/api/sessions/"), () => HttpResponse.json(devices)),
    http.get(at("/auth/api/user/"), () => HttpResponse.json({ id, email_verified: true })),
  );
  return openPlayersPage(<NewDeviceNotice />);
}

const notice = () => screen.findByText("New sign-in to your account");

test("a sign-in since the last check is reported until the message is closed", async () => {
  expect(newDevices([THIS_DEVICE, OTHER_DEVICE], player)).toEqual([]);
  const { user } = open(LATER, THIS_DEVICE, OTHER_DEVICE);
  expect(await notice()).toBeInTheDocument();
  expect(screen.getByRole("alert")).toHaveTextContent("Safari on iOS, 192.0.2.2.");
  expect(newDevices([LATER], player)).toEqual([LATER]);
  await user.click(screen.getByRole("button", { name: "Dismiss this message" }));
  expect(newDevices([LATER], player)).toEqual([]);
});

test("the message links to the devices, and following the link marks them as seen", async () => {
  newDevices([THIS_DEVICE], player);
  const { user } = open(LATER, THIS_DEVICE);
  await notice();
  await user.click(screen.getByRole("button", { name: "Show devices" }));
  expect(router.push.mock.calls).toEqual([["/account#devices"]]);
  expect(newDevices([LATER], player)).toEqual([]);
});

test("the first check, this device and other players' devices cause no message", () => {
  expect(newDevices([LATER, THIS_DEVICE], player)).toEqual([]);
  expect(
    newDevices([{ ...LATER, current: true, created_at: "2026-03-01T10:00:00Z" }], player),
  ).toEqual([]);
  expect(newDevices([LATER], player + 1000)).toEqual([]);
});

test("without storage, the tab keeps track of the devices that were seen", () => {
  const refused = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refused, setItem: refused });
  expect(newDevices([THIS_DEVICE], player)).toEqual([]);
  expect(newDevices([LATER, THIS_DEVICE], player)).toEqual([LATER]);
});
