/** The world that a command works in: the disk, the clock, the terminal and the lakes it asks for. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { inLanguage } from "../text/phrase.ts";
import type { Language } from "../text/text.ts";
import type { World } from "./command.ts";
import { disk } from "./disk.ts";
import { signingKey } from "./signing-key.ts";

/** Where a command speaks: its answer to `out`, everything for the person who waits to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

export interface OpenWorld extends World {
  /** Closes the lakes that were opened. */
  close(): Promise<void>;
}

function now(): string {
  return new Date().toISOString();
}

/** Builds the real world. `threads` bounds every lake that does not ask for its own number; progress is told in `lang`. */
export function openWorld(terminal: Terminal, threads = availableParallelism(), lang: Language = "nl"): OpenWorld {
  const lakes: { close(): Promise<void> }[] = [];
  return {
    files: disk,
    clock: { now },
    installedFacts: fileURLToPath(new URL("../policy/facts", import.meta.url)),
    signingKey: (path) => signingKey(path),
    progress: { say: (text) => terminal.err(`${inLanguage(text, lang)}\n`) },
    async openLake(folder, options = {}) {
      const { openLake } = await import("../lake/lake.ts");
      const lake = await openLake(folder, { threads, now: now(), ...options });
      lakes.push(lake);
      return lake;
    },
    async close() {
      for (const lake of lakes.splice(0)) await lake.close();
    },
  };
}
