/**
 * The pseudonym key of a lake: with it a person gets the same pseudonym in every batch, without it nobody can tell who a
 * pseudonym is. It lies in `pseudonym.key` in the lake's folder, for its owner only, or comes from DRIEHOEK_PSEUDONYM_KEY;
 * lake.json knows it by an id that does not give it away.
 */
import { createHmac, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** By what lake.json recognises a key. */
export function keyId(key: Uint8Array): string {
  return createHmac("sha256", key).update("driehoek pseudonym key").digest("hex").slice(0, 16);
}

/** The key for a new lake: the one given, the one of the environment, or one drawn now and kept in the folder. */
export async function newKey(folder: string, given?: string): Promise<Uint8Array> {
  const fromEnvironment = process.env["DRIEHOEK_PSEUDONYM_KEY"];
  if (given === undefined && fromEnvironment !== undefined) return toKey(fromEnvironment);
  const path = join(folder, "pseudonym.key");
  if (existsSync(path)) return toKey(await readFile(path, "utf8"));
  const hex = given ?? randomBytes(32).toString("hex");
  await writeFile(path, hex + "\n", { mode: 0o600 });
  return toKey(hex);
}

/** The key of an existing lake. Fails when it is missing or is not the key that the lake was made with. */
export async function readKey(folder: string): Promise<Uint8Array> {
  const path = join(folder, "pseudonym.key");
  const hex = process.env["DRIEHOEK_PSEUDONYM_KEY"] ?? (existsSync(path) ? await readFile(path, "utf8") : undefined);
  if (hex === undefined)
    throw new Error(`Cannot take in claims: ${path} is missing and DRIEHOEK_PSEUDONYM_KEY is not set`);
  const key = toKey(hex);
  const note = JSON.parse(await readFile(join(folder, "lake.json"), "utf8")) as { key?: string };
  if (note.key !== keyId(key)) throw new Error(`Cannot take in claims: the pseudonym key is not the one of ${folder}`);
  return key;
}

function toKey(hex: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(hex.trim())) throw new Error("Cannot use the pseudonym key: it is not 64 hex digits");
  return Buffer.from(hex.trim(), "hex");
}
