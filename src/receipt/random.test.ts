/**
 * Two programs that share no line recompute the same receipts: `replay` here and `verifier/check.py` there. Random receipts
 * with every op, every hit policy and every type must be the same to the cent in both; a changed `out` must be noticed by both
 * at the same step; a receipt that is bent out of shape must be refused by both or by neither.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { canonical, parseReceipt, receiptBytes, replay } from "../receipt.ts";
import type { Json, Receipt, StepValue } from "../receipt.ts";
import { randomReceipt, seeded } from "./random.ts";
import type { Chance } from "./random.ts";

const python = spawnSync("python3", ["--version"]).status === 0;
const skip = python ? false : "python3 is not installed: the Python checker was NOT compared";
const count = Number(process.env["AGREEMENT_RECEIPTS"] ?? 400);
const checker = new URL("../../verifier/check.py", import.meta.url).pathname;

/** What the Python checker says of each line: undefined when it is the same to the cent. */
function askPython(lines: readonly Uint8Array[]): (string | undefined)[] {
  const { stdout, stderr, status } = spawnSync("python3", [checker, "--batch", "-"], {
    input: Buffer.concat(lines),
    maxBuffer: 1 << 30,
  });
  assert.ok(status === 0 || status === 1, `check.py ended with ${status}: ${stderr.toString()}`);
  const said: (string | undefined)[] = lines.map(() => undefined);
  for (const [, line, text] of stdout.toString().matchAll(/^-:(\d+): (.*)$/gm)) said[Number(line) - 1] = text;
  assert.match(stdout.toString(), new RegExp(`^${lines.length} receipts, `, "m"));
  return said;
}

/** What `replay` says of the same bytes, in the same terms: the step or outcome that differs, or that it is malformed. */
function askReplay(bytes: Uint8Array): string | undefined {
  const parsed = parseReceipt(bytes, "receipt.json");
  if ("findings" in parsed) return `at ${parsed.findings[0]?.field}`;
  const difference = replay(parsed.value);
  return difference && `differs at ${difference.field.replace("[", " ").replace("]", "").replace("s ", " ")}`;
}

test("random receipts are the same to the cent in TypeScript and in Python", { skip }, () => {
  const receipts = Array.from({ length: count }, (_, seed) => receiptBytes(randomReceipt(seed)));
  const said = askPython(receipts);
  receipts.forEach((bytes, seed) => {
    assert.equal(askReplay(bytes), undefined, `replay, seed ${seed}`);
    assert.equal(said[seed], undefined, `check.py, seed ${seed}: ${new TextDecoder().decode(bytes)}`);
  });
});

test("a changed out is noticed by both at the same step", { skip }, () => {
  const bent = Array.from({ length: count }, (_, seed) => changeOut(randomReceipt(seed), seeded(seed + 1_000_000)));
  const said = askPython(bent.map(receiptBytes));
  let noticed = 0;
  bent.forEach((receipt, seed) => {
    const own = askReplay(receiptBytes(receipt));
    if (own === undefined) return assert.equal(said[seed], undefined, `seed ${seed}`);
    noticed++;
    assert.ok(said[seed]?.startsWith(own.split(" ").slice(0, 4).join(" ")), `seed ${seed}: ${own} but ${said[seed]}`);
  });
  assert.ok(noticed > count * 0.9, `only ${noticed} of ${count} changes made a difference`);
});

/** Another out for one step: of the same kind, of another kind, none where there was one or the other way round. */
function changeOut(receipt: Receipt, chance: Chance): Receipt {
  const at = chance.below(receipt.steps.length);
  const { out, ...step } = receipt.steps[at]!;
  const others = ["0.07", true, false, "2024-02-29", ["a"], { n: "1", d: "7" }, "gezien"];
  const other =
    out === undefined || chance.of(3) ? chance.from(others) : chance.of(3) ? undefined : almost(out as Json);
  const changed = other === undefined ? step : { ...step, out: other as StepValue };
  return { ...receipt, steps: receipt.steps.with(at, changed) };
}

function almost(out: Json): Json {
  if (typeof out === "boolean") return !out;
  if (typeof out !== "string") return Array.isArray(out) ? [...(out as Json[]), "zzz"] : { d: "9973", n: "1" };
  return /^-?[0-9.]+$/.test(out) ? `${out}${out.includes(".") ? "" : "."}1` : `${out}x`;
}

test("a receipt bent out of shape is refused by both or by neither", { skip }, () => {
  const bent = Array.from({ length: count * 2 }, (_, seed) => {
    const tree = JSON.parse(canonical(randomReceipt(seed))) as Json;
    return new TextEncoder().encode(`${canonical(bend(tree, seeded(seed + 2_000_000)))}\n`);
  });
  const said = askPython(bent);
  bent.forEach((bytes, seed) => {
    const own = askReplay(bytes);
    assert.equal(said[seed] === undefined, own === undefined, `seed ${seed}: ${own} but ${said[seed]}`);
  });
});

/** One random change somewhere in a JSON tree: a member gone, doubled, renamed or replaced. */
function bend(tree: Json, chance: Chance): Json {
  if (typeof tree !== "object" || chance.of(12)) return chance.from(["", "1", "x", true, 0, 3, [], {}, { value: "1" }]);
  const entries = Object.entries(tree);
  if (entries.length === 0) return chance.from<Json>(["1", ["a"], { a: "b" }]);
  const at = chance.below(entries.length);
  const [key, member] = entries[at]!;
  const change = chance.below(9);
  if (change === 0) entries.splice(at, 1);
  else if (change === 1) entries.push([`${key}x`, member]);
  else if (change === 2) entries[at] = [`${key}_open`, true];
  else entries[at] = [key, bend(member, chance)];
  return Array.isArray(tree) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
