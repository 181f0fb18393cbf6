import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { judge, parseKeys } from "./verdict.ts";
import type { FileBytes, Verdict } from "./verdict.ts";

const folder = new URL("../../verifier/", import.meta.url).pathname;
const read = (file: string): FileBytes => ({ file, bytes: readFileSync(`${folder}golden/${file}`) });
const receipts = (below: string): string[] =>
  readdirSync(`${folder}golden/${below}`).filter((name) => /(?<!\.proof)\.json$/.test(name));
const { keys } = parseKeys("keys.yaml", readFileSync(`${folder}golden/keys.yaml`, "utf8"));
const python = spawnSync("python3", ["--version"]).status === 0;
const skip = python ? false : "python3 is not installed: the Python checker was NOT asked";

/** What is wrong with each bad receipt, and the first step or field that says so. */
const bad: Readonly<Record<string, readonly [code: string, field: string]>> = {
  "step-differs": ["receipt-differs", "steps[6] (short_of, round)"],
  "row-differs": ["receipt-differs", "steps[0] (class, row)"],
  "outcome-differs": ["receipt-differs", "outcomes[3] (ceiling)"],
  "refused-though-unknown": ["receipt-differs", "outcomes[3] (never)"],
  "rounding-without-zeros": ["receipt-differs", "steps[9] (ceiling, round)"],
  "wrong-kind": ["receipt-differs", "steps[5] (short_of, sub)"],
  "unknown-op": ["receipt-form", "steps[5].op"],
  "later-step": ["receipt-reference", "steps[5].args[0].step"],
  "no-such-input": ["receipt-reference", "steps[5].args[1].in"],
  "bad-money": ["receipt-form", "inputs[0].value"],
  "unknown-field": ["receipt-form", "inputs[0].note"],
  "pick-of-another": ["receipt-reference", "steps[4].args"],
  float: ["receipt-json", "steps[0].n"],
  null: ["receipt-json", "inputs[3].value"],
  "duplicate-key": ["receipt-duplicate-key", ""],
  space: ["receipt-canonical", ""],
  "no-line-feed": ["receipt-canonical", ""],
  "other-order": ["receipt-canonical", ""],
  "other-receipt": ["receipt-leaf", "leaf"],
  "other-index": ["receipt-path", "path"],
  "other-size": ["receipt-signature", "sig"],
  "other-time": ["receipt-signature", "sig"],
};

function judgeFile(file: string, published?: ReadonlySet<string>): Verdict {
  const beside = file.replace(/\.json$/, ".proof.json");
  const proof = existsSync(`${folder}golden/${beside}`) ? read(beside) : undefined;
  return judge(read(file), proof, published);
}

test("every golden receipt holds, proven by a published key", () => {
  assert.ok(receipts("").length >= 3);
  for (const file of receipts("")) {
    const verdict = judgeFile(file);
    assert.deepEqual(verdict.findings, [], file);
    assert.ok(verdict.holds && verdict.proof !== undefined);
  }
  assert.ok(judgeFile("every-op.json", keys).published);
  assert.ok(!judgeFile("every-op.json").published);
});

test("with published keys, a receipt that another key signed does not hold", () => {
  const verdict = judgeFile("every-op.json", new Set(["00".repeat(32)]));
  assert.deepEqual(
    verdict.findings.map(({ code }) => code),
    ["receipt-key"],
  );
  assert.ok(!verdict.holds);
});

test("without a proof the steps can be right, and nothing is proven", () => {
  const verdict = judge(read("every-op.json"));
  assert.ok(verdict.holds);
  assert.equal(verdict.proof, undefined);
});

test("every bad receipt is refused for its one reason", () => {
  assert.deepEqual(
    receipts("bad").toSorted(),
    Object.keys(bad)
      .map((name) => `${name}.json`)
      .toSorted(),
  );
  for (const [name, [code, field]] of Object.entries(bad)) {
    const { holds, findings } = judgeFile(`bad/${name}.json`);
    assert.ok(!holds, name);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.field ?? ""]),
      [[code, field]],
      name,
    );
  }
});

test("the Python checker gives the same verdict on every golden and every bad receipt", { skip }, () => {
  const ask = (...args: string[]) => {
    const { status, stdout } = spawnSync("python3", ["-B", `${folder}check.py`, ...args], { cwd: `${folder}golden` });
    return { status, lines: stdout.toString().trim().split("\n") };
  };
  const good = ask(...receipts(""));
  assert.equal(good.status, 0);
  for (const line of good.lines)
    assert.match(line, /: same to the cent, \d+ steps; receipt \d+ of \d+ in .*, not published$/);
  const names = Object.keys(bad);
  const refused = ask(...names.map((name) => `bad/${name}.json`));
  assert.equal(refused.status, 1);
  refused.lines.forEach((line, i) => {
    const [code, field] = bad[names[i]!]!;
    const step = /^steps\[(\d+)\]/.exec(field)?.[1];
    if (code === "receipt-differs" && step !== undefined)
      assert.ok(line.includes(`: differs at step ${step} of`), line);
    else assert.ok(/: (differs at outcome|the file:|inputs|steps)|; proof\./.test(line), line);
  });
  assert.match(ask("every-op.json", "--keys", "keys.yaml").lines[0]!, /, published$/);
  assert.equal(ask("every-op.json", "--keys", "../RECEIPT.md").status, 1);
  assert.equal(ask().status, 2);
  assert.equal(ask("not-there.json").status, 2);
});

test("every changed byte of a receipt is noticed, and of its proof", () => {
  const [receipt, proof] = [read("extra-contracting.json"), read("extra-contracting.proof.json")];
  const changed = ({ file, bytes }: FileBytes, at: number): FileBytes => ({
    file,
    bytes: bytes.with(at, bytes[at]! ^ (1 << (at % 7))),
  });
  for (const at of receipt.bytes.keys()) assert.ok(!judge(changed(receipt, at), proof).holds, `receipt, byte ${at}`);
  for (const at of proof.bytes.keys()) assert.ok(!judge(receipt, changed(proof, at)).holds, `proof, byte ${at}`);
});

test("every changed byte is noticed in Python too", { skip }, () => {
  const program = `
import sys
sys.path.insert(0, sys.argv[1])
import check
receipt, proof = (open(f"{sys.argv[1]}/golden/extra-contracting{end}", "rb").read() for end in (".json", ".proof.json"))
def holds(receipt, proof):
    try:
        return check.recompute(receipt) and check.check_proof(receipt, proof, None)
    except ValueError:
        return None
def bent(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]
assert holds(receipt, proof)
print([place for place in range(len(receipt)) if holds(bent(receipt, place), proof)],
      [place for place in range(0, len(proof), 7) if holds(receipt, bent(proof, place))])`;
  const { stdout, stderr } = spawnSync("python3", ["-B", "-c", program, folder]);
  assert.equal(stdout.toString(), "[] []\n", stderr.toString());
});

test("parseKeys() reads published keys and refuses what is none", () => {
  assert.equal(keys.size, 1);
  const codes = (text: string) => parseKeys("keys.yaml", text).findings.map(({ code, line }) => `${code} ${line}`);
  assert.deepEqual(codes(`keys:\n  - {key: "${"ab".repeat(32)}", from: 2024-01-01}\n`), []);
  assert.deepEqual(codes("keys:\n  - {key: abc}\n"), ["keys-bad-key 2"]);
  assert.deepEqual(codes("key: abc\n"), ["keys-absent 1"]);
});
