/**
 * The form of a receipt and of a proof: which fields there are and what may stand in each. What refers to what is looked at
 * afterwards, in `reference.ts`.
 */
import { isDay, isInstant } from "./calendar.ts";
import { parseNumber } from "./rational.ts";
import { hitPolicies, ops, valueTypes } from "./record.ts";
import type { ValueType } from "./record.ts";
import { is, isObject, list, object, oneOf, table, textOf, variant } from "./shape.ts";
import type { Shape } from "./shape.ts";
import { toSet } from "./value.ts";

const text = textOf("a text", () => true);
const name = textOf("a name", (value) => value !== "");
const day = textOf("a day (2024-09-15)", isDay);
const instant = textOf("an instant with offset (2023-06-01T00:00:00+02:00)", isInstant);
const hash = textOf("64 lower-case hex digits", (value) => /^[0-9a-f]{64}$/.test(value));
const whole = textOf("a whole number as text", (value) => parseNumber(value)?.d === 1n);
const number = textOf("a decimal number as text", (value) => parseNumber(value) !== undefined);
const bool = is("true or false", (value) => typeof value === "boolean");
const isTrue = is("true", (value) => value === true);
const index = is("a whole number from 0", (value) => Number.isSafeInteger(value) && (value as number) >= 0);

/** What a receipt carries without looking into it: arguments of a reason, values of peers. */
const anything = is("plain JSON, at most 32 levels deep", (value) => isPlain(value, 32));

const plainObject = is("an object of plain JSON", (value) => isObject(value) && isPlain(value, 32));

function isPlain(value: unknown, levels: number): boolean {
  const members = typeof value === "object" && value !== null ? Object.values(value) : [];
  return levels >= 0 && members.every((member) => isPlain(member, levels - 1));
}

const set = is(
  "a list of texts, sorted, each once",
  (value) =>
    Array.isArray(value) &&
    value.every((member) => typeof member === "string") &&
    toSet(value).every((member, i) => member === value[i]) &&
    toSet(value).length === value.length,
);

const typed: Record<ValueType, Shape> = {
  bool,
  int: whole,
  decimal: number,
  money: object({ cents: whole }),
  percent: number,
  day,
  instant,
  enum: text,
  text,
  "set<enum>": set,
};

/** A value written by the type that stands beside it. */
const typedValue = (type: unknown): Shape => typed[type as ValueType] ?? anything;

const quotient = is("a quotient {n, d} in lowest terms, d > 0", (value) => {
  const { n, d, ...others } = value as Record<string, unknown>;
  if (Object.keys(others).length > 0 || typeof n !== "string" || typeof d !== "string") return false;
  const [above, below] = [parseNumber(n), parseNumber(d)];
  if (above === undefined || below === undefined || n.includes(".") || d.includes(".") || below.n < 1n) return false;
  return commonDivisor(above.n < 0n ? -above.n : above.n, below.n) === 1n;
});

function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** A value inside steps and sheets. */
const stepValue: Shape = (value, field, say) => {
  if (!isPlain(value, 32)) anything(value, field, say);
  else if (Array.isArray(value)) list(stepValue)(value, field, say);
  else if (isObject(value)) quotient(value, field, say);
  else
    is("text, true, false, a quotient or a list", (it) => ["string", "boolean"].includes(typeof it))(value, field, say);
};

const oneGround: Shape = (value, field, say) => {
  if (isObject(value) && "source" in value && "assumption" in value)
    say(field, "both source and assumption", "one of them");
};

const grounds = { source: text, assumption: text };

const input: Shape = (value, field, say) => {
  const type = isObject(value) ? value.type : undefined;
  object(
    { ref: name, type: oneOf(valueTypes), origin: text },
    { part: name, value: typedValue(type), known_at: text, ...grounds },
  )(value, field, say);
  oneGround(value, field, say);
};

const arg = variant({ in: index, step: index, value: stepValue });

const step: Shape = (value, field, say) => {
  object(
    { n: index, op: oneOf(ops), args: list(arg), decision: name },
    {
      out: stepValue,
      kind: oneOf(["number", "day", "instant", "text", "bool", "set"]),
      part: name,
      rule: name,
      ...grounds,
    },
  )(value, field, say);
  oneGround(value, field, say);
};

const bound = variant({ value: stepValue, input: index });
const range = object({}, { from: bound, from_open: isTrue, to: bound, to_open: isTrue });

const cell: Shape = (value, field, say) => {
  if (isObject(value) && ("from" in value || "to" in value)) {
    range(value, field, say);
    for (const end of ["from", "to"])
      if (`${end}_open` in value && !(end in value)) say(`${field}.${end}`, "nothing", "the bound that is open");
  } else variant({ any: isTrue, in: list(bound), not_in: list(bound) })(value, field, say);
};

const sheet = object({
  hit: oneOf(hitPolicies),
  inputs: list(object({ ref: name, type: oneOf(valueTypes) })),
  outputs: list(object({ id: name, type: oneOf(valueTypes) })),
  rules: list(
    // oxlint-disable-next-line unicorn/no-thenable -- a rule has a `then`; nobody awaits a shape
    object({ id: name, when: list(cell), then: list(variant({ value: stepValue, input: index, column: index })) }),
  ),
});

const reasons = list((value, field, say) => {
  object({ code: name }, { args: anything, rule: text, part: name, ...grounds })(value, field, say);
  oneGround(value, field, say);
});

const outcome = (type: unknown): Shape => {
  const byStatus: Record<string, Shape> = {
    decided: object({ status: text, value: typedValue(type) }, { notes: reasons }),
    refused: object({ status: text, reasons }, { notes: reasons }),
    incomplete: object({ status: text, missing: list(text) }, { reasons, notes: reasons }),
  };
  const status = oneOf(Object.keys(byStatus));
  return (value, field, say) => {
    const shape = isObject(value) && Object.hasOwn(byStatus, String(value.status)) && byStatus[String(value.status)];
    (shape || object({ status }, { value: anything, reasons, missing: anything, notes: reasons }))(value, field, say);
  };
};

const result: Shape = (value, field, say) => {
  const type = isObject(value) ? value.type : undefined;
  object({ decision: name, type: oneOf(valueTypes), outcome: outcome(type) }, { part: name, step: index })(
    value,
    field,
    say,
  );
};

const validity: Shape = (value, field, say) => {
  list(day)(value, field, say);
  if (Array.isArray(value) && value.length !== 2) say(field, `${value.length} days`, "two days, [from, until)");
};

export const receiptForm = object(
  {
    format: oneOf(["driehoek-receipt/1"]),
    engine: name,
    policy: object({ id: name, hash, valid: validity }),
    why_version: object({ code: name, args: anything }),
    subject: name,
    on: day,
    issued_at: instant,
    inputs: list(input),
    sheets: table(sheet),
    steps: list(step),
    outcomes: list(result),
  },
  { peers: object({ sums_sha256: hash, values: plainObject }), sealed: hash },
);

export const proofForm = object({
  leaf: hash,
  index,
  size: index,
  path: list(hash),
  root: hash,
  key: hash,
  sig: textOf("128 lower-case hex digits", (value) => /^[0-9a-f]{128}$/.test(value)),
  at: instant,
  log: name,
});
