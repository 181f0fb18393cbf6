/**
 * A round small enough to know by heart, for tests of what is told about one: three providers, four decisions, one figure. Its policy
 * extends nothing, fills in a cut-off by assumption, and leaves the ceiling open.
 *
 *     42000001   admitted, 30 of 48 in the register, class B      42000002   refused twice, 45 of 50, class A
 *     42000003   nothing is known
 */
import { parseDay } from "../src/day.ts";
import { addLine, emptySupply, toDossier } from "../src/dossier.ts";
import { toLine } from "../src/finding.ts";
import { readIndicators } from "../src/indicator.ts";
import { hashOf, lockOf, readPolicy } from "../src/policy.ts";
import type { Policy, PolicyText } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import type { Dossier } from "../src/program.ts";
import { receiptBytes, signLog } from "../src/receipt.ts";
import { propose, publishedMeans, sealedLayer } from "../src/round.ts";
import type { Before, Round, TakenDecision } from "../src/round.ts";
import { populationsOf, reckon, withFigures } from "../src/value.ts";
import type { ProviderFigures, Reckoning } from "../src/value.ts";

const facts = `
- {id: staff, subject: provider, period: year, type: int, nl: Verzorgenden, en: Carers, supplier: provider, assumption: t}
- {id: registered, subject: provider, period: year, type: int, nl: Ingeschrevenen, en: Registered, supplier: provider, assumption: t}
- {id: received_at, subject: provider, period: instant, type: instant, nl: Binnen op, en: Came in, supplier: buyer, assumption: t}
- {id: council_heard, subject: provider, period: instant, type: bool, nl: Cliëntenraad gehoord, en: Council heard, supplier: provider, assumption: t, lever: {step: 1, range: [0, 1]}}
- {id: large, subject: provider, period: instant, type: bool, nl: Groot, en: Large, supplier: buyer, assumption: t}
`;

const files = {
  "policy.yaml": `
format: driehoek/1
id: small-2024
buyer: Zorg & Zekerheid
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
round: [admission, class, ceiling, { decision: in_short, when: decision.class = "A" }]
labels:
  provider.group: {wounds: {nl: wonden, en: wounds}}
deliverables:
  data: {nl: Gegevens van mei, en: Data of May, opens: 2023-05-02T00:00:00+02:00, closes: 2023-06-01T00:00:00+02:00, by: provider, facts: [], source: "003 §2.2.1"}
parameters:
  cutoff: {nl: Grens van A, en: Cut-off of A, type: percent, value: "80", assumption: ruim boven de helft}
  growth: {nl: Groei, en: Growth, type: percent, open: niet gepubliceerd, source: "003 §2.2.4"}
`,
  "value-model.yaml": `
indicators:
  - {id: register_share, for: provider, type: percent, scale: 4, nl: In het register, en: In the register, better: unstated, kind: proportion, numerator: fact.registered@2022, denominator: fact.staff@2022, lever: {step: "1", range: ["0", "100"]}, source: "003 §2.2.1"}
  - {id: register_mean, for: provider, type: percent, scale: 4, nl: Gemiddelde, en: Mean, kind: peer-mean, of: indicator.register_share, assumption: t}
`,
  "admission.conditions.yaml": `
id: admission
for: provider
nl: Toelating
en: Admission
holds: all
conditions:
  - {id: in_time, test: fact.received_at < deliverable.data.closes, weight: required, nl: "Binnen vóór {deliverable.data.closes}.", en: "In before {deliverable.data.closes}.", source: "003 §2.2.1"}
  - {id: council, test: fact.council_heard, weight: required, nl: De cliëntenraad is gehoord., en: The client council was heard., source: "003 §2.2.1"}
  - {id: large, test: fact.large, weight: preferred, nl: De aanbieder is groot., en: The provider is large., assumption: een voorkeur}
`,
  "agreement.conditions.yaml": `
id: agreement
for: provider
nl: Overeenkomst
en: Agreement
holds: all
conditions:
  - {id: admitted, test: decision.admission, weight: required, nl: De aanbieder is toegelaten., en: The provider is admitted., source: "003 §2.2.1"}
  - {id: enough, test: fact.large or fact.staff@2022 >= 60, weight: required, nl: NZa-norm voor omvang is gehaald., en: The NZa norm of size is met., source: "003 §2.2.1"}
`,
  "class.sheet.yaml": `
id: class
for: provider
nl: Categorie
en: Class
hit: first
inputs: [{ref: indicator.register_share, type: percent}]
outputs: [{id: class, type: enum, values: [A, B], ranked: true, labels: {A: {nl: de beste, en: the best}, B: {nl: de andere, en: the other}}}]
rules:
  - {id: a, when: [">= parameter.cutoff"], then: [A], source: "003 §2.2.1"}
  - {id: b, when: ["-"], then: [B], source: "003 §2.2.1"}
`,
  "ceiling.formula.yaml": `
- {id: ceiling, for: provider, nl: Plafond, en: Ceiling, type: money, is: "round_half_up((100.00 eur) * (100% + parameter.growth), 2)", source: "003 §2.2.4"}
- {id: in_short, for: provider, type: percent, is: "round_half_up(indicator.register_share, 4)", source: "003 §2.2.1"}
`,
};

const text: PolicyText = {
  chain: [{ path: "small", files: new Map(Object.entries(files)) }],
  facts: {
    path: "facts",
    files: new Map([
      ["small.yaml", facts],
      ["units.yaml", "units: []\n"],
    ]),
  },
};

/** What is known of the providers: `fact[@period] value` per line. */
const known = {
  "42000001":
    "staff@2022 48, registered@2022 30, received_at 2023-05-20T14:00:00+02:00, council_heard true, large false",
  "42000002": "staff@2022 50, registered@2022 45, received_at 2023-06-01T00:00:00+02:00, council_heard false",
  "42000003": "",
};

function readSmall(): Policy {
  const { policy, findings } = readPolicy(text);
  if (policy === undefined) throw new Error(findings.map(toLine).join("\n"));
  return policy;
}

export const smallPolicy = readSmall();

/** What stood in the year before: the third provider's contract tells nothing. */
const before: Before = {
  year: 2023,
  providers: new Map([
    ["42000001", { name: "Zorg & Zo", agreementCents: 9_000n, realisedCents: 8_000n }],
    ["42000002", { agreementCents: 10_000n, realisedCents: 12_000n }],
  ]),
  delivered: [
    { region: "Oost", clients: 40n, cents: 12_000n },
    { provider: "42000001", region: "Oost", clients: 10n, cents: 2_000n },
    { provider: "42000002", region: "Oost", clients: 35n, cents: 10_000n },
    { region: "West", clients: 12n, cents: 6_000n },
    { provider: "42000001", region: "West", clients: 12n, cents: 6_000n },
  ],
};

const on = parseDay("2024-01-01")!;
const issuedAt = "2024-01-02T09:00:00Z";

function dossierOf(provider: string, lines: string, origin: string): Dossier {
  const supply = emptySupply();
  for (const line of lines.split(", ").filter((each) => each !== "")) {
    const [name = "", word = ""] = line.split(" ");
    const [fact = "", period] = name.split("@");
    const value = word === "true" || word === "false" ? word === "true" : word;
    const sent = { fact, subject: provider, ...(period && { period }), value, origin };
    addLine({ ...sent, known_at: "2023-05-20T14:00:00+02:00" }, smallPolicy, supply);
  }
  return toDossier(provider, on, supply);
}

function reckonSmall(dossiers: ReadonlyMap<string, Dossier>): Reckoning {
  const { indicators } = readIndicators(smallPolicy);
  const asking = reckon({ policy: smallPolicy, indicators, dossiers, tables: new Set() });
  let step = asking.next();
  while (!step.done) step = asking.next([]);
  return step.value;
}

/** Holds the round. `origin` is where every fact is said to come from; `taken` is what people decided. */
export function holdSmallRound(origin = "upload", taken: readonly TakenDecision[] = []): Round {
  const dossiers = new Map(
    Object.entries(known).map(([provider, lines]) => [provider, dossierOf(provider, lines, origin)]),
  );
  const reckoning = reckonSmall(dossiers);
  const program = compilePolicy(smallPolicy);
  const { sha256 } = sealedLayer(reckoning);
  const peers = { sums_sha256: sha256, values: publishedMeans(reckoning, smallPolicy) };
  const heading = {
    policy: smallPolicy,
    policyHash: hashOf(lockOf(smallPolicy, text)),
    issuedAt,
    peers,
    sealed: sha256,
  };
  const why = { code: "version-named", args: {} };
  const proposals = [...dossiers].map(([provider, dossier]) => {
    const figures: ProviderFigures = reckoning.providers.get(provider)!;
    const reckoned = { figures, indicators: reckoning.indicators, populations: populationsOf(reckoning) };
    return propose(program, withFigures(dossier, figures, issuedAt), { ...heading, why }, reckoned);
  });
  const { proofs } = signLog(
    proposals.map(({ receipt }) => receiptBytes(receipt)),
    { log: smallPolicy.id, at: issuedAt, secretKey: new Uint8Array(32).fill(7) },
  );
  const leaves = proofs.map(({ leaf }) => leaf);
  return { policy: smallPolicy, on: "2024-01-01", proposals, reckoning, before, leaves, taken };
}
