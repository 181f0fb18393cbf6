/** The columns of an extract of claims: what they may be called, and what may stand in them. */
import { parseDay, type Day } from "../day.ts";
import { isBsn, toColumnName } from "../privacy.ts";
import { agbCell, decimalCell, optional, required, textCell, wordCell, yearCell } from "../table.ts";
import type { CellType, Column, Columns, Values } from "../table.ts";
import type { ClaimMapping } from "./mapping.ts";

/** The names in use per column, Dutch and English; the first one is ours. */
const namesOf = {
  bsn: ["bsn", "burgerservicenummer", "citizen_number"],
  insured_number: ["insured_number", "verzekerdennummer", "verzekerdenr", "verzekerdenummer", "relatienummer"],
  client: ["client", "pseudoniem", "pseudonym", "client_pseudoniem", "client_id"],
  birth_date: ["birth_date", "geboortedatum", "datum_geboorte", "date_of_birth"],
  birth_year: ["birth_year", "geboortejaar", "year_of_birth"],
  sex: ["sex", "geslacht", "gender"],
  postcode: ["postcode", "pc6", "pc4", "postal_code"],
  provider: ["provider", "agb", "agb_code", "agbcode", "aanbieder", "zorgaanbieder", "zorgverlener", "provider_agb"],
  insurer: ["insurer", "verzekeraar", "uzovi", "uzovi_code", "uzovi_nummer"],
  service: ["service", "prestatiecode", "prestatie", "service_code"],
  from: ["from", "begindatum", "begindatum_prestatie", "begin", "datum", "start_date", "service_date"],
  last: ["last", "einddatum", "einddatum_prestatie", "eind", "end_date"],
  quantity: ["quantity", "aantal", "aantal_uitgevoerde_prestaties", "number"],
  unit: ["unit", "tijdseenheid", "eenheid", "tijdseenheid_zorgperiode"],
  tariff: ["tariff", "tarief", "tarief_prestatie", "tariff_cents", "tarief_cents"],
  claimed: ["claimed", "declaratiebedrag", "gedeclareerd", "gedeclareerd_bedrag", "claimed_cents", "claimed_amount"],
  granted: ["granted", "toegekend", "toegekend_bedrag", "vergoed", "vergoed_bedrag", "granted_cents", "granted_amount"],
  side: ["side", "debet_credit", "debetcredit", "dc", "d_c", "indicatie_debet_credit"],
  ref: ["ref", "referentienummer", "referentie", "reference", "referentienummer_dit_prestatierecord"],
  corrects: [
    "corrects",
    "voorgaand_referentienummer",
    "referentienummer_voorgaand",
    "voorgaande_referentie",
    "previous_reference",
  ],
} as const;

export type ExtractColumn = keyof typeof namesOf;

export const extractColumnNames = Object.keys(namesOf) as readonly ExtractColumn[];

/** Columns that tell who someone is: what stands there is never shown. */
export const personalExtractColumns: ReadonlySet<string> = new Set<ExtractColumn>([
  "bsn",
  "insured_number",
  "client",
  "birth_date",
  "postcode",
]);

/** Stands for a person without a BSN, or whose BSN is not known. */
export const unknownBsn = "999999999";

const bsnCell: CellType<string> = {
  expected: "nine digits that pass the eleven test, or 999999999",
  read: (text) => (isBsn(text) || text === unknownBsn ? text : undefined),
};

const postcodeCell: CellType<string> = {
  expected: "four digits and two letters, or four digits",
  read: (text) => (/^[1-9]\d{3} ?([A-Za-z]{2})?$/.test(text) ? text.replace(" ", "").toUpperCase() : undefined),
};

const insurerCell: CellType<string> = {
  expected: "a UZOVI code of four digits",
  read: (text) => (/^\d{4}$/.test(text) && text !== "0000" ? text : undefined),
};

const sexCell = wordCell<"male" | "female" | "unknown">(
  new Map([
    ["male", ["m", "man", "male", "1"]],
    ["female", ["v", "vrouw", "f", "female", "2"]],
    ["unknown", ["o", "onbekend", "unknown", "0", "9", "x"]],
  ]),
);

const sideCell = wordCell<"debit" | "credit">(
  new Map([
    ["debit", ["d", "debet", "debit"]],
    ["credit", ["c", "credit"]],
  ]),
);

/** Time units (Vektis COD218), by code or in words. */
const unitCell = wordCell(
  new Map([
    ["00", ["00", "0", "geen", "none"]],
    ["01", ["01", "1", "minuut", "minuten", "minute", "minutes"]],
    ["04", ["04", "4", "uur", "uren", "hour", "hours"]],
    ["07", ["07", "7", "5 minuten", "vijf minuten", "5 minutes"]],
    ["11", ["11", "overdag", "daytime"]],
    ["14", ["14", "etmaal", "dag", "day"]],
    ["16", ["16", "dagdeel", "half day"]],
    ["31", ["31", "maand", "month"]],
    ["41", ["41", "jaar", "year"]],
    ["81", ["81", "tijdsonafhankelijk", "time-independent"]],
  ]),
);

const refCell: CellType<string> = {
  expected: "a reference of at most 40 characters",
  read: (text) => (/^[^\t\n]{1,40}$/.test(text) ? text : undefined),
};

/** `2024-09-15`, `15-9-2024`, `20240915`, `15/9/2024` (or `9/15/2024`), a time of midnight behind it or not. */
function dayCellOf(dates: ClaimMapping["dates"]): CellType<Day> {
  return {
    expected:
      dates === "dmy"
        ? "a day, as 2024-09-15, 15-09-2024, 15/09/2024 or 20240915"
        : "a day, as 2024-09-15 or 09/15/2024",
    read: remembered((text) => readDay(text, dates)),
  };
}

function readDay(text: string, dates: ClaimMapping["dates"]): Day | undefined {
  const bare = text.replace(/[ T]00:00(:00(\.0+)?)?$/, "");
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(bare);
  if (parts !== null) return parseDay(parts.slice(1).join("-"));
  const [, one = "", two = "", year = ""] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(bare) ?? [];
  const [day, month] = dates === "mdy" && bare.includes("/") ? [two, one] : [one, two];
  return parseDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** The same days stand in row after row. */
function remembered(read: (text: string) => Day | undefined): (text: string) => Day | undefined {
  const known = new Map<string, Day | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, read(text));
    return known.get(text);
  };
}

const euroCell = decimalCell(2, "an amount in euros with at most two decimals");
const centsCell = decimalCell(0, "an amount in whole cents");

/** The column under the name that the mapping gives it, or under any name in use. */
function named<T>(mapping: ClaimMapping, id: ExtractColumn, cell: CellType<T>): Column<T> & { required: false } {
  const told = mapping.columns[id];
  if (told === undefined) return optional(cell, ...namesOf[id]);
  if (!told.startsWith("=")) return optional(cell, toColumnName(told));
  const given = cell.read(told.slice(1), ".");
  return { ...optional(cell), ...(given !== undefined && { otherwise: given }) };
}

function always<T>(column: Column<T>): Column<T> & { required: true } {
  return {
    ...required(column.cell, ...column.names),
    ...(column.otherwise !== undefined && { otherwise: column.otherwise }),
  };
}

/** The columns of an extract whose header is known, as its mapping reads them. */
export function extractColumns(mapping: ClaimMapping, header: readonly string[]) {
  const names = header.map(toColumnName);
  const day = dayCellOf(mapping.dates);
  const money = (id: ExtractColumn) => {
    const column = named(mapping, id, euroCell);
    const isCents =
      mapping.amounts === "cents" || names.some((name) => column.names.includes(name) && /_cents?$/.test(name));
    return isCents ? { ...column, cell: centsCell } : column;
  };
  return {
    bsn: named(mapping, "bsn", bsnCell),
    insured_number: named(mapping, "insured_number", textCell),
    client: named(mapping, "client", textCell),
    birth_date: named(mapping, "birth_date", day),
    birth_year: named(mapping, "birth_year", yearCell),
    sex: named(mapping, "sex", sexCell),
    postcode: named(mapping, "postcode", postcodeCell),
    provider: always(named(mapping, "provider", agbCell)),
    insurer: always(named(mapping, "insurer", insurerCell)),
    service: always(named(mapping, "service", textCell)),
    from: always(named(mapping, "from", day)),
    last: named(mapping, "last", day),
    quantity: always(named(mapping, "quantity", decimalCell(0, "a whole number of units; write hours as minutes"))),
    unit: named(mapping, "unit", unitCell),
    tariff: money("tariff"),
    claimed: always(money("claimed")),
    granted: always(money("granted")),
    side: named(mapping, "side", sideCell),
    ref: always(named(mapping, "ref", refCell)),
    corrects: named(mapping, "corrects", refCell),
  } satisfies Record<ExtractColumn, Column<unknown>> & Columns;
}

export type ExtractRow = Values<ReturnType<typeof extractColumns>>;
