/**
 * A fit as it is kept: `budget.json` for who takes decisions on it and for an auditor, `budget.csv` for a spreadsheet. Both hold amounts
 * of all providers and what there is to spend, so they stay with the buyer.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Fit, FittedPortion, FittedRoom } from "../budget.ts";
import type { Json } from "../datum.ts";
import { toDecimalText } from "../decimal.ts";
import type { Ratio } from "../ratio.ts";
import { fileBytes } from "../receipt.ts";
import { nextEuro } from "./euro.ts";
import type { Layout } from "./layout.ts";

/** What a fit is about: which decision of which policy, on which day. */
export interface FitHeading {
  readonly policy: string;
  readonly on: string;
  readonly decision: string;
}

export interface FitRecord {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export function recordOf(heading: FitHeading, fit: Fit, { asides, gaps }: Pick<Layout, "asides" | "gaps">): FitRecord {
  const bytes = fileBytes({
    format: "driehoek-budget/1",
    ...heading,
    closest: fit.distance,
    amounts: Object.fromEntries([...amountsOf(fit)].map(([provider, cents]) => [provider, money(cents)])),
    portions: fit.portions.map(portionJson),
    rooms: fit.rooms.map(roomJson),
    next_euro: nextEuro(fit).map(({ room, receivers, fromOthers }) => ({
      ...nameOf(room.region),
      from_others: fromOthers,
      receivers: receivers.map(({ portion, share }) => ({
        provider: portion.provider,
        ...nameOf(portion.region),
        share: quotient(share),
      })),
    })),
    apart: asides.map(({ provider, cause, word, reserved }) => ({
      provider,
      cause,
      ...(word !== undefined && { word }),
      reserved: money(reserved),
    })),
    unknown: gaps.map(({ provider, unknown }) => ({ provider, unknown })),
  });
  return { bytes, sha256: bytesToHex(sha256(bytes)) };
}

/** A fit as it was kept. */
export interface ReadFit extends FitHeading {
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly sha256: string;
}

/** Undefined of bytes that are no fit. */
export function readRecord(bytes: Uint8Array): ReadFit | undefined {
  const { format, policy, on, decision, amounts } = parsed(new TextDecoder().decode(bytes));
  if (format !== "driehoek-budget/1" || policy === undefined || on === undefined || decision === undefined)
    return undefined;
  const cents = Object.entries(amounts ?? {}).map(([provider, amount]) => [provider, BigInt(amount.cents)] as const);
  return { policy, on, decision, amounts: new Map(cents), sha256: bytesToHex(sha256(bytes)) };
}

interface Kept extends Partial<FitHeading> {
  readonly format?: string;
  readonly amounts?: Readonly<Record<string, { readonly cents: string }>>;
}

function parsed(text: string): Kept {
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return {};
  }
}

/** What each provider gets in all its regions together, in cents. */
export function amountsOf({ portions }: Pick<Fit, "portions">): ReadonlyMap<string, bigint> {
  const amounts = new Map<string, bigint>();
  for (const { provider, fitted } of portions) amounts.set(provider, (amounts.get(provider) ?? 0n) + fitted);
  return amounts;
}

/** `provider,region,proposed,floor,cap,weight,fitted,difference,held_by,pressed_by`, one row per portion; numbers with a point. */
export function fitCsv({ portions }: Fit): string {
  const cell = (cents: bigint | undefined): string => (cents === undefined ? "" : toDecimalText(cents, 2));
  const rows = portions.map((portion) => {
    const { provider, region = "", proposed, floor, cap, weight, fitted, heldBy = "", pressedBy = "" } = portion;
    const amounts = [proposed, floor, cap].map(cell);
    const factor = weight.d === 1n ? String(weight.n) : `${weight.n}/${weight.d}`;
    return [provider, region, ...amounts, factor, cell(fitted), cell(fitted - proposed), heldBy, pressedBy].join(",");
  });
  return `${["provider,region,proposed,floor,cap,weight,fitted,difference,held_by,pressed_by", ...rows].join("\n")}\n`;
}

function portionJson(portion: FittedPortion): Json {
  const { provider, region, proposed, floor, cap, weight, fitted, exact, heldBy, pressedBy } = portion;
  return {
    provider,
    ...nameOf(region),
    proposed: money(proposed),
    ...(floor !== undefined && { floor: money(floor) }),
    ...(cap !== undefined && { cap: money(cap) }),
    weight: quotient(weight),
    fitted: money(fitted),
    exact: quotient(exact),
    ...(heldBy && { held_by: heldBy }),
    ...(pressedBy && { pressed_by: pressedBy }),
  };
}

function roomJson({ region, budget, newcomers, reserved, proposed, fitted, left, binds, price }: FittedRoom): Json {
  const amounts = { budget, newcomers, reserved, proposed, fitted, left };
  const told = Object.entries(amounts).map(([key, cents]) => [key, money(cents)] as const);
  return { ...nameOf(region), ...Object.fromEntries(told), binds, price: quotient(price) };
}

function nameOf(region: string | undefined): { readonly region?: string } {
  return region === undefined ? {} : { region };
}

function money(cents: bigint): Json {
  return { cents: String(cents) };
}

function quotient({ n, d }: Ratio): Json {
  return { n: String(n), d: String(d) };
}
