/** `driehoek verify RECEIPT…` */
import { verify } from "../acts/verify.ts";
import type { Verdict } from "../src/receipt.ts";
import { tellVerdict } from "../text/verify.ts";
import type { Answer, Call, Command } from "./command.ts";

export const command: Command = {
  name: "verify",
  flags: {
    proof: {
      type: "string",
      nl: "het bewijs van één rekenbon, als het er niet naast ligt",
      en: "the proof of one receipt, where it does not lie beside it",
    },
    keys: {
      type: "string",
      nl: "keys.yaml met de gepubliceerde sleutels; een andere sleutel wordt geweigerd",
      en: "keys.yaml with the published keys; any other key is refused",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const receipts = words.filter((word) => !word.endsWith(".proof.json"));
    const { proof, keys } = flags;
    if (receipts.length === 0 || (proof !== undefined && receipts.length > 1)) return usage();
    const { exit, verdicts, findings } = await verify(world, {
      receipts,
      ...(typeof proof === "string" && { proof }),
      ...(typeof keys === "string" && { keys }),
    });
    const text = verdicts.map((verdict) => tellVerdict(verdict, lang)).join("");
    return { exit, result: { verdicts: verdicts.map(toResult) }, findings, text };
  },
};

function usage(): Answer {
  const expected = "driehoek verify RECEIPT… [--keys FILE], or one RECEIPT with --proof FILE";
  const found = "other words";
  const finding = { code: "usage", severity: "file", file: "command line", line: 0, found, expected } as const;
  return { exit: 2, result: {}, findings: [finding], text: "" };
}

/** A verdict for `--json`: what was found of the steps, and what is proven. */
function toResult({ file, holds, receipt, difference, proof, published }: Verdict): unknown {
  return {
    file,
    holds,
    ...(receipt && { subject: receipt.subject, policy: receipt.policy.id, steps: receipt.steps.length }),
    ...(difference && { difference }),
    ...(proof && {
      proof: { log: proof.log, index: proof.index, size: proof.size, at: proof.at, key: proof.key, published },
    }),
  };
}
