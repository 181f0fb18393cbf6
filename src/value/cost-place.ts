/**
 * The cost at a share of the row of all clients of a target group: the least cost with at least that share of them at or below it. It is
 * somebody's cost, so that its logarithm has the same place among logarithms.
 *
 * The row itself never leaves the lake. Clients are counted in classes of costs first, which tells in which class a place lies;
 * then cost by cost in those classes alone.
 */
import type { Ratio } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { Counted } from "../indicator.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Answers, Asking, SumRow } from "./asking.ts";

export interface PlacedCosts {
  /** The target group; of the clients who have none, no name. */
  readonly group: string;
  readonly clients: bigint;
  /** In cents, one per share that was asked. */
  readonly costs: readonly bigint[];
}

/** Of the peers in a table of the lake, by target group; groups without clients are not there. Shares are above zero and at most one. */
export function* readCostsAt(
  lake: Answers,
  counted: Counted,
  peers: string,
  shares: readonly Ratio[],
): Asking<PlacedCosts[]> {
  const classes = groupsOf(yield* lake.rows(query.costClasses(counted, peers)), "least");
  const places = classes.map((group) => ({ ...group, at: shares.map((share) => stepAt(group, share)) }));
  const wanted = places.flatMap(({ name, at }) =>
    [...new Set(at.map(({ least }) => least))].map((least) => ({ group: name, least })),
  );
  if (wanted.length === 0) return [];
  const inside = groupsOf(yield* lake.rows(query.costsIn(counted, peers, wanted)), "cents");
  return places.map(({ name, clients, at }, i) => {
    const costs = shares.map((share, k) => {
      const { least, before } = at[k]!;
      const within = inside[i]!.steps.filter((step) => step.least >= least);
      return stepAt({ steps: within, clients }, share, before).least;
    });
    return { group: name, clients, costs };
  });
}

/** So many clients from a cost on: of a class of costs from its least, or of that cost alone. */
interface Step {
  readonly least: bigint;
  readonly clients: bigint;
}

interface Group {
  readonly name: string;
  readonly clients: bigint;
  /** Rising. */
  readonly steps: readonly Step[];
}

function groupsOf(rows: readonly SumRow[], cost: "least" | "cents"): Group[] {
  return [...Map.groupBy(rows, (row) => nameOf(row, "target_group") ?? "")].map(([name, own]) => {
    const steps = own.map((row) => ({ least: wholeOf(row, cost), clients: wholeOf(row, "clients") }));
    return { name, steps, clients: steps.reduce((sum, { clients }) => sum + clients, 0n) };
  });
}

/** The first step with which at least this share of all clients is reached, and how many came before it. */
function stepAt(
  { steps, clients: all }: Pick<Group, "steps" | "clients">,
  { n, d }: Ratio,
  cameBefore = 0n,
): { readonly least: bigint; readonly before: bigint } {
  let before = cameBefore;
  for (const { least, clients } of steps) {
    if ((before + clients) * d >= all * n) return { least, before };
    before += clients;
  }
  return { least: steps.at(-1)!.least, before };
}
