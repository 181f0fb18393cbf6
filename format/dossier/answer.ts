/**
 * An answer in a cell as the value of a fact. People write 12,5 and 62,5 %, ja and 20-5-2023; a dossier holds "12.5", true
 * and 2023-05-20. What is not understood stays as it was written, and the check of the fact's type says what was expected.
 */
import { toDayText, toInstantText } from "../../src/day.ts";
import type { Type } from "../../src/datum.ts";
import { dayCell, toPlainNumber, truthCell } from "../../src/table.ts";
import type { DecimalMark } from "../../src/table.ts";

/** The value as a dossier writes it. */
export function toAnswer(type: Type, text: string, mark: DecimalMark | undefined): unknown {
  switch (type.kind) {
    case "bool":
      return truthCell.read(text, mark) ?? text;
    case "number":
      return toPlainNumber(type.form === "percent" ? text.replace(/\s*%$/, "") : text, mark) ?? text;
    case "day": {
      const day = dayCell.read(text, mark);
      return day === undefined ? text : toDayText(day);
    }
    case "instant":
      return toInstant(text) ?? text;
    case "enum":
      return type.values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? text;
    case "set":
      return text.split(/\s*[,;|]\s*/).map((word) => type.values.find((value) => value === word.toLowerCase()) ?? word);
    case "text":
      return text;
  }
}

/**
 * A moment as a spreadsheet shows it, `20-5-2023 14:00` or `2023-05-20T14:00:00`, by the clock of Amsterdam; one with an offset
 * stays as it is. Undefined for a moment that the clock skips or shows twice, and for anything else.
 */
export function toInstant(text: string): string | undefined {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return text;
  const [, date = "", time = "00:00"] = /^(\S+?)(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text) ?? [];
  const day = dayCell.read(date, undefined);
  if (day === undefined) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(`${toDayText(day)}T${time.replace(/^\d:/, "0$&")}`);
    const zoned = local.toZonedDateTime("Europe/Amsterdam", { disambiguation: "reject" });
    return toInstantText(zoned.epochMilliseconds);
  } catch {
    return undefined;
  }
}
