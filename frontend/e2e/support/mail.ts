/** The mail server of the tests: a real SMTP server, whose messages all workers can read. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { freePort } from "./ports";

interface Email {
  to: string;
  subject: string;
  text: string;
}

interface PostOffice {
  url: string;
  folder: string;
  stop: () => Promise<void>;
}

export async function openPostOffice(): Promise<PostOffice> {
  const folder = mkdtempSync(join(tmpdir(), "numberplay-mail-"));
  const port = await freePort();
  let emails = 0;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, { envelope }, taken) {
      void simpleParser(stream).then(({ subject = "", text = "" }) => {
        emails += 1;
        for (const { address: to } of envelope.rcptTo) {
          const name = `${to}.${String(emails)}.json`;
          const unfinished = join(folder, `unfinished.${name}`);
          writeFileSync(unfinished, JSON.stringify({ to, subject, text }));
          renameSync(unfinished, join(folder, name)); // No test can read an incomplete file.
        }
        taken();
      }, taken);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = async () => {
    await new Promise<void>((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  };
  return { url: `smtp://127.0.0.1:${String(port)}`, folder, stop };
}

function emailsTo(address: string, subject: string, about: string): Email[] {
  const folder = process.env["E2E_MAIL_FOLDER"]!;
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${address}.`))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Email)
    .filter((letter) => letter.subject === subject && letter.text.includes(about));
}

/** Waits for the only message with that subject. */
export async function emailTo(address: string, subject: string, about = ""): Promise<Email> {
  const found = () => emailsTo(address, subject, about);
  await expect.poll(found).toHaveLength(1);
  return found()[0]!;
}

export function linkIn({ text }: Email): string {
  const link = /http:\/\/\S+#token=\S+/.exec(text)?.[0];
  if (link === undefined) throw new Error(`No link in: ${text}`);
  return link;
}
