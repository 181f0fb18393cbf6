/**
 * The disks on which acts are tested: the machine's own, as the program has it, and one in memory that lies over it. What is
 * written or added in memory stays there and is what is read from then on; everything else is read from below.
 */
import type { Files } from "../acts/effects.ts";
import { disk } from "../cli/disk.ts";

export { disk };

export interface MemoryDisk extends Files {
  /** What lies in memory, by path. */
  readonly held: Map<string, Uint8Array | string>;
  /** A file in memory as text; empty where there is none. */
  text(path: string): string;
}

/** Below a disk that is in memory as a whole. */
export const nothing: Pick<Files, "read" | "list"> = {
  read: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
};

/** A disk in memory with these files on it, over the machine's own or over `below`. */
export function memoryDisk(
  files: Readonly<Record<string, Uint8Array | string>> = {},
  below: Pick<Files, "read" | "list"> = disk,
): MemoryDisk {
  const held = new Map(Object.entries(files));
  const text = (path: string): string => {
    const bytes = held.get(path) ?? "";
    return typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
  };
  return {
    held,
    text,
    read(path) {
      const bytes = held.get(path);
      if (bytes === undefined) return below.read(path);
      return Promise.resolve(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
    },
    async list(folder) {
      const own = [...held.keys()].flatMap((path) =>
        path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
      );
      return [...new Set([...own, ...(await below.list(folder))])].toSorted();
    },
    write(path, bytes) {
      held.set(path, bytes);
      return Promise.resolve();
    },
    append(path, more) {
      held.set(path, text(path) + more);
      return Promise.resolve();
    },
  };
}
