/** Replaces `next/navigation` in stories, which have no router. */
import { place } from "./place";

const nowhere = () => {};

export const useRouter = () => ({ push: nowhere, replace: nowhere, prefetch: nowhere });
export const usePathname = () => place.pathname;
