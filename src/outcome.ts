/**
 * What comes out of a decision: a value, a refusal with all its reasons, or the admission that something is missing. An outcome is
 * data; its sentences are made in `text/` from the codes and their arguments, in the reader's language.
 */
import type { Ground } from "./basis.ts";
import type { Json } from "./datum.ts";

/** Why: a stable code, the values it speaks of, the rule, and what that rule rests on. */
export interface Reason {
  readonly code: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly rule: string;
  /** The part it is about, `provider.group/frail_long`, when it is not about the whole provider. */
  readonly part?: string;
  readonly source?: string;
  readonly assumption?: string;
}

export type Outcome =
  | { readonly status: "decided"; readonly value: Json; readonly notes?: readonly Reason[] }
  | { readonly status: "refused"; readonly reasons: readonly Reason[]; readonly notes?: readonly Reason[] }
  | {
      readonly status: "incomplete";
      /** The names of what is not known, each once: `fact.fte_level5@2023`, `parameter.cutoff_a`. */
      readonly missing: readonly string[];
      readonly reasons: readonly Reason[];
      readonly notes?: readonly Reason[];
    };

export function reason(code: string, rule: string, args: Readonly<Record<string, Json>>, ground: Ground): Reason {
  return { code, args, rule, ...ground };
}
