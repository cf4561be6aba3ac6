"use client";

import { IconX } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { SignedOut } from "@numberplay/client/api/problem";
import { LightButton } from "@/shared/ui/controls/light-button";
import classes from "./notices.module.css";
import { problemText } from "@/shared/lib/problem-text";

interface Notice {
  id: number;
  title: string;
  message: string;
  action?: { name: string; run: () => void };
  /** Null for what cannot be closed. */
  onClose: (() => void) | null;
}

type Options = Partial<Pick<Notice, "action" | "onClose">>;

const NONE: readonly Notice[] = [];
const listeners = new Set<() => void>();
let notices = NONE;
let told = 0;

function show(next: readonly Notice[]) {
  notices = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the player what belongs to no place on the page. Returns what takes it away. */
export function tell(title: string, message: string, { action, onClose = () => {} }: Options = {}) {
  const id = (told += 1);
  show([...notices, { id, title, message, onClose, ...(action && { action }) }]);
  return () => dismiss(id);
}

/** Of what was asked before somebody signed out nobody needs to know. */
export function tellProblem(title: string, problem: unknown) {
  if (!(problem instanceof SignedOut)) tell(title, problemText(problem));
}

export function dismissNotices() {
  if (notices.length > 0) show(NONE);
}

function dismiss(id: number) {
  show(notices.filter((notice) => notice.id !== id));
}

/** Where notices appear. Part of the first load: what tells that nothing loads cannot load later. */
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
        <LightButton looks="framed" onClick={ended(action.run)}>
          {action.name}
        </LightButton>
      )}
      {onClose && (
        <LightButton aria-label="Close this message" size="small" onClick={ended(onClose)}>
          <IconX aria-hidden size={18} stroke={1.75} />
        </LightButton>
      )}
    </div>
  );
}
