/**
 * A scheme with one figure and classes by bounds, made as a policy in memory, and put through the scrutiny that `value --check` prints.
 */
import { normalQuantile, surprising } from "../../src/distribution.ts";
import { readIndicators } from "../../src/indicator.ts";
import { readPolicy } from "../../src/policy.ts";
import type { Policy } from "../../src/policy.ts";
import { blankDossier, compilePolicy } from "../../src/program.ts";
import type { Dossier } from "../../src/program.ts";
import { scrutinise } from "../../src/scrutiny.ts";
import type { Misplacement, Reliabilities } from "../../src/scrutiny.ts";
import type { ProviderFigures } from "../../src/value.ts";

/** A provider: what is true, what was measured, and the standard deviation of the chance in it. */
export interface Scored {
  readonly truth: number;
  readonly score: number;
  readonly deviation: number;
}

/** What really happened, as shares of all: at the boundary above each worse class. */
interface Really {
  readonly misplaced: number;
  readonly tooLow: ReadonlyMap<string, number>;
  readonly tooHigh: ReadonlyMap<string, number>;
}

interface Outcomes {
  readonly misplacement: Misplacement;
  readonly reliabilities: readonly Reliabilities[];
  readonly really: Really;
}

/** What the scrutiny expects of such providers, and what became of them; lower is better, a class begins at its bound. */
export function outcomesOf(scored: readonly Scored[], classes: readonly string[], bounds: readonly number[]): Outcomes {
  const policy = makePolicy(classes, bounds);
  const providers = new Map<string, ProviderFigures>();
  const dossiers = new Map<string, Dossier>();
  for (const [i, { score, deviation }] of scored.entries()) {
    const half = deviation * normalQuantile(1 - surprising);
    const interval = { method: "scaled", low: toDigits(score - half), high: toDigits(score + half) } as const;
    const figure = { value: toDigits(score), interval, missing: [], made: {}, notes: [] };
    providers.set(String(i), { own: new Map([["cost", figure]]), parts: new Map() });
    dossiers.set(String(i), blankDossier(String(i), policy.valid.from));
  }
  const reckoning = {
    indicators: readIndicators(policy).indicators,
    providers,
    regions: new Map(),
    rows: new Map(),
    notes: new Map(),
  };
  const { misplacement, reliabilities } = scrutinise(compilePolicy(policy), reckoning, dossiers)[0]!;
  return { misplacement, reliabilities, really: really(scored, classes, bounds) };
}

const scale = 6;

/** A score is told as a cost, so far above nothing that no chance takes it below. */
const middle = 1000;

function toDigits(score: number): bigint {
  return BigInt(Math.round((middle + score) * 10 ** scale));
}

function really(scored: readonly Scored[], classes: readonly string[], bounds: readonly number[]): Really {
  const rank = (value: number): number => bounds.filter((bound) => value >= bound).length;
  const share = (isSo: (called: number, truly: number) => boolean): number =>
    scored.filter(({ score, truth }) => isSo(rank(score), rank(truth))).length / scored.length;
  const worse = classes.slice(1).map((name, i) => ({ name, from: i + 1 }));
  return {
    misplaced: share((called, truly) => called !== truly),
    tooLow: new Map(worse.map(({ name, from }) => [name, share((called, truly) => called >= from && truly < from)])),
    tooHigh: new Map(worse.map(({ name, from }) => [name, share((called, truly) => called < from && truly >= from)])),
  };
}

function makePolicy(classes: readonly string[], bounds: readonly number[]): Policy {
  const rules = classes.map((name, i) => {
    const when = i < bounds.length ? `< ${(middle + bounds[i]!).toFixed(scale)}` : "-";
    return `  - { id: ${name}, when: ["${when}"], then: [${name}], assumption: a bench }`;
  });
  const files = {
    "policy.yaml": `
format: driehoek/1
id: bench-2024
buyer: Bench
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
`,
    "value-model.yaml": `
indicators:
  - { id: cost, for: provider, type: decimal, scale: ${scale}, nl: kosten, en: cost, kind: fact, of: fact.cost, assumption: a bench }
`,
    "class.sheet.yaml": `
id: class
for: provider
hit: first
inputs: [{ ref: indicator.cost, type: decimal, scale: ${scale} }]
outputs: [{ id: class, type: enum, values: [${classes.join(", ")}], ranked: true }]
rules:
${rules.join("\n")}
`,
    "facts/bench.yaml": `
facts:
  - { id: cost, subject: provider, period: instant, type: decimal, scale: ${scale}, nl: kosten, en: cost, supplier: provider, assumption: a bench }
`,
  };
  const { policy, findings } = readPolicy({
    chain: [{ path: "bench", files: new Map(Object.entries(files)) }],
    facts: { path: "facts", files: new Map([["units.yaml", "units: []\n"]]) },
  });
  if (policy === undefined) throw new Error(JSON.stringify(findings));
  return policy;
}
