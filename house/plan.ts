/**
 * The floor plan: which rooms there are, what each may import, and in which order the concepts of `src` stand. Change the house
 * here, in the same commit as the code, and say why in DECISIONS.md.
 */
export interface Room {
  /** The rooms, or single files, that it may import besides itself. */
  readonly rooms: readonly string[];
  /** The libraries that it may import; `node:*` stands for everything that Node brings along. */
  readonly libraries: readonly string[];
}

/** What acts ask of the world: the one file by which the edges know them. */
const effects = "acts/effects.ts";

export const rooms: Readonly<Record<string, Room>> = {
  src: { rooms: [], libraries: ["yaml", "@noble/hashes", "@noble/curves", "cephes"] },
  text: { rooms: ["src"], libraries: ["@observablehq/plot", "@mixmark-io/domino"] },
  acts: { rooms: ["src", "text"], libraries: [] },
  store: { rooms: ["src", effects], libraries: ["node:*"] },
  lake: { rooms: ["src", effects], libraries: ["node:*", "@duckdb/node-api"] },
  format: { rooms: ["src", effects], libraries: ["node:*", "hucre", "csv-parse"] },
  cli: { rooms: ["src", "text", "acts", "store", "lake", "format"], libraries: ["node:*"] },
  bench: {
    rooms: [
      "src",
      "text",
      "acts",
      "store",
      "lake",
      "format",
      "cli/disk.ts",
      "house/random-policy.ts",
      "house/random-contract.ts",
    ],
    libraries: ["node:*", "@duckdb/node-api", "highs"],
  },
  house: { rooms: ["src", "text", "cli", effects], libraries: ["node:*", "yaml"] },
  verifier: { rooms: [], libraries: ["node:*"] },
  examples: { rooms: [], libraries: ["node:*"] },
  policy: { rooms: [], libraries: [] },
};

/** What a test may import on top of its room: it plays the composition root for what it tests. */
export const forTests: Room = {
  rooms: ["src", "text", "acts", "lake", "format", "house/disk.ts", "house/scenario.ts", "house/small-round.ts"],
  libraries: ["node:*", "fast-check", "csv-parse", "@duckdb/node-api", "highs"],
};

/** The concepts of `src`, floor by floor. Each may import what stands before it and nothing that stands after it. */
const floors: Readonly<Record<string, readonly string[]>> = {
  "exact values": [
    "assert",
    "finding",
    "decimal",
    "ratio",
    "curve",
    "day",
    "document",
    "unit",
    "basis",
    "datum",
    "outcome",
  ],
  "what is counted": [
    "root",
    "spread",
    "sample",
    "distribution",
    "interval",
    "funnel",
    "reliability",
    "standardisation",
    "sql",
  ],
  "what anyone can recompute": ["receipt"],
  "what a policy says": ["fact", "formula", "condition", "sheet", "decision", "policy", "program"],
  "what comes of it": ["dossier", "trace", "counterfactual"],
  "what is shown before it is published": ["proof", "example", "mutant", "coverage", "loose-end"],
  "what comes in": [
    "privacy",
    "table",
    "region",
    "population",
    "fact-version",
    "questionnaire",
    "agreement",
    "signal",
    "claim",
    "client-sum",
    "batch-sum",
    "feed-sum",
    "price-sum",
    "target-group",
    "claim-extract",
    "market",
  ],
  "what is reckoned": ["indicator", "data-quality", "value", "mirror", "scrutiny"],
  "what is paid": ["filling", "contract"],
  "what is watched": ["ledger", "run-off", "forecast", "watch", "radar"],
  "what is proposed": ["round", "comparison", "budget", "mandate"],
  "what is asked during the year": ["procedure", "request", "rearrangement"],
};

export const order: readonly string[] = Object.values(floors).flat();

/** Programs that people start, or that get a thread of their own, and so no other file imports. */
export const entries: readonly string[] = [
  "launch.mjs",
  "cli/driehoek.mjs",
  "cli/main.ts",
  "bench/main.ts",
  "format/aw319/worker.ts",
];
