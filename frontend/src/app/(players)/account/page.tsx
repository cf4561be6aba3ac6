import type { Metadata } from "next";
import * as text from "@/messages/pages";
import { AccountPage } from "./account-page";

export const metadata: Metadata = { title: text.account };

export default function Page() {
  return <AccountPage />;
}
