/**
 * The key with which this installation signs receipts. It stands outside every repository and every folder that is handed out:
 * in `$XDG_CONFIG_HOME/driehoek/signing.key` (or `~/.config`), readable by its owner only, unless another file is named.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** The 32 secret bytes; a new key is made where there is none. A file that holds something else is refused. */
export async function signingKey(path = defaultPath()): Promise<Uint8Array> {
  const known = await read(path);
  if (known !== undefined) return known;
  const key = randomBytes(32);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await writeFile(path, `${key.toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return (await read(path))!;
    throw error;
  }
  return key;
}

function defaultPath(): string {
  return join(process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config"), "driehoek", "signing.key");
}

async function read(path: string): Promise<Uint8Array | undefined> {
  try {
    const text = (await readFile(path, "utf8")).trim();
    if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, "hex");
    throw new Error(`Cannot sign with ${path}: a key is 64 hexadecimal digits`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
