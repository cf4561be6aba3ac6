"use client";

import {
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useEffectEvent,
  useState,
} from "react";
import { loadPart } from "@/shared/lib/loading/load-part";
import { isOldRelease } from "@/shared/lib/loading/old-release";
import { checkRelease } from "@/shared/lib/loading/release";
import { showNotice } from "@/shared/ui/feedback/notices";
import { PartLoadError } from "@/shared/lib/loading/part-load-error";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { errorText } from "@/shared/lib/error-text";
import * as text from "@/messages/ui";
import * as sharedText from "@/messages/shared";

interface Looks<Props> {
  /** The placeholder until the part has loaded. */
  waiting?: (props: Props) => ReactNode;
  /** Whether the part opens over the page, so that a failure is shown there too. Closing the notice closes the part. */
  isOverlay?: boolean;
}

interface Content<Props> {
  props: Props;
  onRetry: () => void;
}

interface Closable {
  onClose?: (() => void) | undefined;
}

const NOT_LOADED = new PartLoadError();

/**
 * A part that loads when it is first rendered. If it can't be loaded, it shows an error and can be retried. The rest of
 * the page doesn't change.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = () => null, isOverlay = false }: Looks<Props> = {},
) {
  const Failed = ({ props, onRetry }: Content<Props>) =>
    isOverlay ? (
      <FailureNotice onRetry={onRetry} {...(props as Closable)} />
    ) : (
      <ErrorAlert error={NOT_LOADED} onRetry={onRetry} />
    );

  async function attempt(): Promise<{ default: ComponentType<Content<Props>> }> {
    try {
      const Loaded = await loadPart(load);
      return { default: ({ props }) => <Loaded {...props} /> };
    } catch {
      latest = null;
      return { default: Failed };
    }
  }
  function begin() {
    const loading = attempt();
    return lazy(() => loading);
  }
  let latest: ReturnType<typeof begin> | null = null;
  const latestOrNew = () => (latest ??= begin());

  function Part(props: Props) {
    const [{ Content, tries }, setAttempt] = useState(() => ({ Content: latestOrNew(), tries: 1 }));
    const retry = () => setAttempt({ Content: latestOrNew(), tries: tries + 1 });
    return (
      <Suspense fallback={waiting(props)}>
        {/* Without the key, React would treat two failures as one. */}
        <Content key={tries} props={props} onRetry={retry} />
      </Suspense>
    );
  }
  /** Starts loading. If that fails, it is retried when the part is rendered. */
  return Object.assign(Part, { preload: () => void latestOrNew() });
}

/** If the release is no longer served, retrying can't help, so the notice of the new release replaces this one. */
function FailureNotice({ onRetry, onClose }: Closable & { onRetry: () => void }) {
  const retry = useEffectEvent(onRetry);
  const close = useEffectEvent(() => onClose?.());
  useEffect(() => {
    const remove = showNotice(text.notOpened, errorText(NOT_LOADED), {
      action: { name: sharedText.tryAgain, run: () => retry() },
      onClose: () => close(),
    });
    void checkRelease().then(() => {
      if (!isOldRelease()) return;
      remove();
      close();
    });
    return remove;
  }, []);
  return null;
}
