"use client";

import { IconX } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { SignedOutError } from "@numberplay/client/api/errors";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import classes from "./notices.module.css";
import { errorText } from "@/shared/lib/error-text";
import * as text from "@/messages/ui";

interface Notice {
  id: number;
  title: string;
  message: string;
  action?: { name: string; run: () => void };
  /** Called when the notice is closed, or null if it can't be closed. */
  onClose: (() => void) | null;
}

type Options = Partial<Pick<Notice, "action" | "onClose">>;

const NONE: readonly Notice[] = [];
const listeners = new Set<() => void>();
let notices = NONE;
let lastId = 0;

function show(next: readonly Notice[]) {
  notices = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Shows a message that doesn't belong to a part of the page. It replaces an earlier one with the same text. Returns a
 * function that removes it.
 */
export function showNotice(
  title: string,
  message: string,
  { action, onClose = () => {} }: Options = {},
) {
  const id = (lastId += 1);
  const others = notices.filter((other) => other.title !== title || other.message !== message);
  show([...others, { id, title, message, onClose, ...(action && { action }) }]);
  return () => dismiss(id);
}

/** Shows an error, unless it only reports that the player has signed out. */
export function showError(title: string, error: unknown) {
  if (!(error instanceof SignedOutError)) showNotice(title, errorText(error));
}

export function dismissNotices() {
  if (notices.length > 0) show(NONE);
}

function dismiss(id: number) {
  show(notices.filter((notice) => notice.id !== id));
}

/** Shows the notices. It is part of the first load, because notices also report parts that can't be loaded. */
export function Notices() {
  const shown = useSyncExternalStore(
    subscribe,
    () => notices,
    () => NONE,
  );
  if (shown.length === 0) return null;
  return (
    <div className={classes["notices"]}>
      {shown.map((notice) => (
        <NoticeCard key={notice.id} {...notice} />
      ))}
    </div>
  );
}

function NoticeCard({ id, title, message, action, onClose }: Notice) {
  const ended = (act: () => void) => () => {
    dismiss(id);
    act();
  };
  return (
    <div role="alert" className={classes["notice"]}>
      <div className={classes["words"]}>
        <b>{title}</b>
        <div>{message}</div>
      </div>
      {action && (
        <PlainButton variant="framed" onClick={ended(action.run)}>
          {action.name}
        </PlainButton>
      )}
      {onClose && (
        <PlainButton aria-label={text.dismiss} size="small" onClick={ended(onClose)}>
          <IconX aria-hidden size={18} stroke={1.75} />
        </PlainButton>
      )}
    </div>
  );
}
