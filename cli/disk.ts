/** The files of the machine, as acts see them. */
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Files } from "../acts/effects.ts";

/** What a write that did not end leaves behind; no reader ever sees it. */
const unfinished = ".tmp";

export const disk: Files = {
  async read(path) {
    return readFile(path).catch(absent);
  },

  async list(folder) {
    const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? [];
    const paths = entries.filter((entry) => !entry.isDirectory() && !entry.name.endsWith(unfinished));
    return paths.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/")).toSorted();
  },

  async write(path, bytes) {
    await mkdir(dirname(path), { recursive: true });
    const beside = `${path}.${process.pid}${unfinished}`;
    try {
      await writeFile(beside, bytes);
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  },

  async append(path, text) {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, "a");
    try {
      await file.appendFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  },
};

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
