/**
 * Shapes of JSON, put together from small ones. A shape looks at a value and says what it does not like, with the place, what
 * is found and what is expected; it says nothing when all is well.
 */
export type Say = (field: string, found: string, expected: string) => void;
export type Shape = (value: unknown, field: string, say: Say) => void;

/** A value that passes a test. */
export function is(expected: string, test: (value: unknown) => boolean): Shape {
  return (value, field, say) => {
    if (!test(value)) say(field, brief(value), expected);
  };
}

export function oneOf(values: readonly string[]): Shape {
  return is(`one of ${values.join(" ")}`, (value) => values.includes(value as string));
}

/** A string that passes a test. */
export function textOf(expected: string, test: (text: string) => boolean): Shape {
  return is(expected, (value) => typeof value === "string" && test(value));
}

export function list(item: Shape): Shape {
  return (value, field, say) => {
    if (Array.isArray(value)) value.forEach((member, i) => item(member, `${field}[${i}]`, say));
    else say(field, brief(value), "a list");
  };
}

/** An object whose keys are free. */
export function table(item: Shape): Shape {
  return (value, field, say) => {
    if (isObject(value)) for (const [key, member] of Object.entries(value)) item(member, `${field}.${key}`, say);
    else say(field, brief(value), "an object");
  };
}

/** An object with these fields, the optional ones or not, and no other. */
export function object(required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape {
  const fields = new Map(Object.entries({ ...required, ...optional }));
  return (value, field, say) => {
    if (!isObject(value)) return say(field, brief(value), "an object");
    const dot = field === "" ? "" : ".";
    for (const key of Object.keys(required))
      if (!Object.hasOwn(value, key)) say(`${field}${dot}${key}`, "nothing", "this field");
    for (const [key, member] of Object.entries(value)) {
      const shape = fields.get(key);
      if (shape === undefined) say(`${field}${dot}${key}`, "a field that no receipt has", [...fields.keys()].join(" "));
      else shape(member, `${field}${dot}${key}`, say);
    }
  };
}

/** An object with exactly one of these fields. */
export function variant(fields: Record<string, Shape>): Shape {
  return (value, field, say) => {
    const [key, ...others] = isObject(value) ? Object.keys(value) : [];
    if (key === undefined || others.length > 0 || !Object.hasOwn(fields, key))
      return say(field, brief(value), `an object with one of ${Object.keys(fields).join(" ")}`);
    return fields[key]!((value as Record<string, unknown>)[key], `${field}.${key}`, say);
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a finding shows it, cut where it becomes long. */
export function brief(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
