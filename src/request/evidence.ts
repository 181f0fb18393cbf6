/** What the program knows of itself about a fact, by where it comes from; since when, and from what. */
import type { Datum, Json } from "../datum.ts";
import type { Day } from "../day.ts";
import type { Forecast } from "../forecast.ts";
import type { Outcome } from "../outcome.ts";
import type { Proof } from "../procedure.ts";
import type { Intake } from "../radar.ts";
import type { Signal } from "../signal.ts";

/** A target group's clients and what they were granted or claimed, this year and in the same months of the year before. */
export interface CostOfGroup {
  readonly group: string;
  readonly year: { readonly clients: number; readonly cents: bigint };
  readonly before: { readonly clients: number; readonly cents: bigint };
}

interface Found {
  readonly proof: Proof;
  readonly origin: string;
  readonly knownAt: string;
  /** As it is now, where nobody knows what was known on the day that is asked about. */
  readonly isOfNow?: true;
  /** Its value for the fact, where it can be one. */
  readonly value?: Datum;
}

/** Amounts in cents; months from January on. */
export type Evidence = Found &
  (
    | { readonly source: "ceiling"; readonly cents: bigint }
    | { readonly source: "granted"; readonly cents: bigint; readonly since: Day }
    | { readonly source: "class"; readonly taken?: Json; readonly proposed?: Outcome }
    | { readonly source: "signals"; readonly regions: readonly string[]; readonly signals: readonly Signal[] }
    | { readonly source: "claimed"; readonly cents: bigint; readonly before?: Day; readonly since?: Day }
    | { readonly source: "forecast"; readonly forecast: Forecast }
    | { readonly source: "new_clients"; readonly intake: Intake }
    | { readonly source: "stopped_clients"; readonly months: readonly number[] }
    | { readonly source: "moved_clients"; readonly came: number; readonly went: number }
    | { readonly source: "cost_per_client"; readonly groups: readonly CostOfGroup[] }
  );
