/**
 * The radar over a lake: every ceiling watched as it is known on a day (`radar/watch.ts`), and who meets which condition for more room,
 * decided with the same proofs as a request (`radar/evidence.ts`). Shows; decides for nobody.
 */
import { parseDay, yearOf } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { readProcedures } from "../src/procedure.ts";
import { blankDossier, compilePolicy } from "../src/program.ts";
import type { Dossier } from "../src/program.ts";
import { proveFacts } from "../src/request.ts";
import { Teller } from "../src/trace.ts";
import { answersIn, evidenceFor } from "./radar/evidence.ts";
import { watchLake } from "./radar/watch.ts";
import type { RadarEffects, RadarInput, Seen as Sighted, Watching } from "./radar/watch.ts";

export { answersIn, evidenceFor, waitingIn } from "./radar/evidence.ts";
export { watchLake } from "./radar/watch.ts";
export type { RadarEffects, RadarInput, Seen as Sighted } from "./radar/watch.ts";

export interface Seen extends Sighted {
  /** Whether it may have more room, as far as is known. */
  readonly request?: Outcome;
}

export interface RadarAnswer extends Watching {
  readonly seen: readonly Seen[];
}

/** Exit 0 shown, 4 shown with gaps (a provider without a forecast or a ceiling, batches without a date), 2 nothing to show. */
export async function radar(effects: RadarEffects, input: RadarInput): Promise<RadarAnswer> {
  const watching = await watchLake(effects, input);
  const { policy, watch } = watching;
  if (policy === undefined || watch?.request === undefined || watching.seen.length === 0) return watching;
  const on = parseDay(input.on)!;
  const program = compilePolicy(policy);
  const prove = await proverOf(effects, input, { policy, on, request: watch.request, watching });
  const seen = watching.seen.map((each) => {
    const teller = new Teller(program, prove(each));
    return { ...each, request: teller.tell(watch.request!) };
  });
  return { ...watching, seen };
}

interface Asked {
  readonly policy: Policy;
  readonly on: Day;
  /** The decision about more room. */
  readonly request: string;
  readonly watching: Watching;
}

/** The dossier of a provider with every proof that the procedure of the decision has; as it was told where there is no procedure. */
async function proverOf(
  effects: RadarEffects,
  input: RadarInput,
  { policy, on, request, watching: { dossiers, taken } }: Asked,
): Promise<(seen: Sighted) => Dossier> {
  const told = (provider: string): Dossier => dossiers.get(provider) ?? blankDossier(provider, on);
  const procedures = [...readProcedures(policy).procedures.values()];
  const asked = procedures.find(({ decides }) => [...decides.values()].includes(request));
  if (asked === undefined) return ({ provider }) => told(provider);
  const procedure = { ...asked, proofs: asked.proofs.filter(({ fills }) => fills) };
  const answers = answersIn(procedure, taken);
  const prove = await evidenceFor(effects, { ...input, on, year: yearOf(on), policy, procedure, taken, answers });
  return (seen) => proveFacts(policy, told(seen.provider), prove(seen));
}
