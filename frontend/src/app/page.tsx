import type { Metadata } from "next";
import { Landing } from "@/features/landing/landing";
import { PageBody } from "@/shared/ui/layout/page-body";

export const metadata: Metadata = {
  title: { absolute: "NumberPlay: even wins, odd loses" },
};

export default function Page() {
  return (
    <PageBody variant="board">
      <Landing />
    </PageBody>
  );
}
