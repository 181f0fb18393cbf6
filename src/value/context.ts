/** What all indicators of one reckoning share: whom they are about, what was counted before, and who the peers are. */
import { parseDatum } from "../datum.ts";
import type { Datum } from "../datum.ts";
import { query } from "../indicator.ts";
import type { Among, Counted, Exclusion, Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { compilePolicy, cone, fill, missingRuleOf, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import { Answers, nameOf } from "./asking.ts";
import type { Asking } from "./asking.ts";
import { note } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** What is reckoned, about whom, from which tables of the lake. */
export interface Question {
  readonly policy: Policy;
  readonly indicators: readonly Indicator[];
  /** What is known of each provider besides its claims, by provider. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** The tables that the lake holds: claims, population, contracts. */
  readonly tables: ReadonlySet<string>;
  /** Whose claims count, by UZOVI code; without it, all that the lake holds. */
  readonly insurers?: readonly string[];
}

/** The figures of one indicator: by provider or region, or by provider and then by part; and what is to know of them all. */
export type Figures = { readonly notes: readonly Note[] } & (
  | { readonly of: "whole"; readonly figures: ReadonlyMap<string, Figure> }
  | { readonly of: "part"; readonly figures: ReadonlyMap<string, ReadonlyMap<string, Figure>> }
);

/** The providers that others are compared with. */
export interface Peers {
  readonly providers: ReadonlySet<string>;
  readonly notes: readonly Note[];
}

export class Context {
  readonly question: Question;
  readonly lake = new Answers();
  /** The indicators that are reckoned so far, by id. */
  readonly done = new Map<string, Figures>();
  readonly #indicators: ReadonlyMap<string, Indicator>;
  readonly #peerTables = new Map<string, string>();
  readonly #among = new Map<string, readonly string[]>();
  #program: Program | undefined;
  #providers: readonly string[] = [];

  constructor(question: Question) {
    this.question = question;
    this.#indicators = new Map(question.indicators.map((indicator) => [indicator.id, indicator]));
  }

  /** Every provider with a dossier or with claims, sorted. */
  get providers(): readonly string[] {
    return this.#providers;
  }

  indicator(id: string): Indicator {
    return this.#indicators.get(id)!;
  }

  /** Keeps the client tables of the years that are counted, and learns who the providers are. */
  *open(): Asking<void> {
    const { indicators, dossiers, tables, insurers } = this.question;
    const providers = new Set(dossiers.keys());
    const years = new Set(indicators.flatMap(yearsOf));
    for (const year of tables.has("claims") ? [...years].toSorted((a, b) => a - b) : []) {
      yield* this.lake.keep(query.clientTable({ year, ...(insurers && { insurers }) }));
      for (const row of yield* this.lake.rows(query.providers(year))) providers.add(nameOf(row, "provider") ?? "");
    }
    this.#providers = [...providers].filter((provider) => provider !== "").toSorted();
  }

  /** What a provider has of a name: supplied, or as the policy takes it when nobody supplies it. */
  supplied(provider: string, key: string, part?: { kind: string; member: string }): Datum | undefined {
    const dossier = this.question.dossiers.get(provider);
    const own = part && dossier?.parts.get(part.kind)?.get(part.member)?.get(key)?.value;
    return own ?? dossier?.values.get(key)?.value ?? missingRuleOf(this.question.policy, key)?.value;
  }

  /** The contracted providers of a year for which all of `among` holds. Without agreements in the lake, all are peers. */
  *peers(year: number, among: readonly Among[]): Asking<Peers> {
    const { tables, insurers } = this.question;
    const scope = { year, ...(insurers && { insurers }) };
    const rows = tables.has("contracts") ? yield* this.lake.rows(query.contracted(scope)) : [];
    const agreed = new Set(rows.flatMap((row) => nameOf(row, "provider") ?? []));
    const chosen = this.among(among).filter((provider) => agreed.size === 0 || agreed.has(provider));
    return { providers: new Set(chosen), notes: agreed.size === 0 ? [note("no_agreements", { year })] : [] };
  }

  /** The providers for which all of these hold. */
  among(conditions: readonly Among[]): readonly string[] {
    const key = JSON.stringify(conditions);
    const known = this.#among.get(key);
    if (known !== undefined) return known;
    const tests = conditions.map((condition) => this.#testOf(condition));
    const chosen = this.#providers.filter((provider) => tests.every((holds) => holds(provider)));
    this.#among.set(key, chosen);
    return chosen;
  }

  #testOf({ key, value }: Among): (provider: string) => boolean {
    const { policy, dossiers } = this.question;
    const wanted = parseDatum(policy.names.find(key.split("@")[0]!)!.type, value);
    if (!key.startsWith("decision.")) return (provider) => this.supplied(provider, key) === wanted;
    this.#program ??= compilePolicy(policy);
    const program = this.#program;
    const needed = cone(policy, [key.slice("decision.".length)], "needs");
    return (provider) => {
      const dossier = dossiers.get(provider);
      if (dossier === undefined) return false;
      const frame = fill(program, dossier);
      run(program, frame, needed);
      return valueOf(program, frame, key) === wanted;
    };
  }

  /** The name of a table in the lake with these peers. */
  *peerTable(peers: Peers): Asking<string> {
    const providers = [...peers.providers].toSorted();
    const key = providers.join(",");
    const name = this.#peerTables.get(key) ?? `value_peer_${this.#peerTables.size + 1}`;
    this.#peerTables.set(key, name);
    yield* this.lake.keep(query.peerTable(name, providers));
    return name;
  }
}

/** The years of claims that an indicator is counted from. */
export function yearsOf({ method }: Indicator): number[] {
  if (method.kind !== "proportion" && method.kind !== "rate") return "year" in method ? [method.year] : [];
  const operands = [...method.numerator, ...method.denominator];
  return operands.some(({ kind }) => kind === "people") ? [method.year] : [];
}

/** Who counts, with the values of the policy; or the parameters that are missing for it. */
export function resolveExclusion(
  year: number,
  { ageUnder, targetGroups }: Exclusion,
): { readonly counted: Counted } | { readonly missing: readonly string[] } {
  const given = [...(ageUnder === undefined ? [] : [ageUnder]), ...targetGroups];
  const missing = given.flatMap((item) => ("missing" in item ? [item.missing] : []));
  if (missing.length > 0) return { missing };
  const groups = targetGroups.flatMap((group) => ("value" in group ? [group.value] : []));
  const age = ageUnder !== undefined && "value" in ageUnder ? { ageUnder: ageUnder.value } : {};
  return { counted: { year, ...age, targetGroups: groups } };
}
