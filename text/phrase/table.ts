/** Phrases about tables, dossiers, populations, regions and agreements. */
import type { Phrase } from "../phrase.ts";

export const tablePhrases: readonly Phrase[] = [
  // How a file was read, and how far the work is.
  ["xlsx, sheet {}", "xlsx, werkblad {}"],
  ["aw319 {}, message {}", "aw319 {}, bericht {}"],
  ["{} of {}: {}", "{} van {}: {}"],

  // The file and its header.
  ["a header and rows below it", "een kop met rijen eronder"],
  ["no such file", "geen bestand"],
  ["no file", "geen bestand"],
  ["a dossier", "een dossier"],
  ["the facts", "de feiten"],
  ["a CSV, XLSX or Parquet file", "een bestand CSV, XLSX of Parquet"],
  ["a CSV or XLSX file", "een bestand CSV of XLSX"],
  ["a Parquet file", "een bestand Parquet"],
  ["a whole Parquet file", "een heel bestand Parquet"],
  ["bytes that are no text", "bytes die geen tekst zijn"],
  ["no such sheet with cells", "geen werkblad van die naam met cellen"],
  ["a sheet", "een werkblad"],
  ["sheet {}", "werkblad {}"],
  ["sheets {}", "werkbladen {}"],
  ["one table per workbook; only {} was read", "één tabel per werkmap; alleen {} is gelezen"],
  ["an Excel workbook (.xlsx) without a password", "een werkmap van Excel (.xlsx) zonder wachtwoord"],
  ["a table: a header and rows of more than one cell", "een tabel: een kop, en rijen van meer dan één cel"],
  ["{} cells, as in the header", "{} cellen, zoals in de kop"],
  [
    "a quote that is never closed, so nothing after it was read",
    "een aanhalingsteken dat niet dicht gaat, zodat niets erachter is gelezen",
  ],
  ['cells between quotes, as in "a"', 'cellen tussen aanhalingstekens, zoals "a"'],
  ["no row", "geen rij"],
  ["one column for {}", "één kolom voor {}"],
  ["no column {}", "geen kolom {}"],
  ["{!}; did you mean {}?", "{!}; bedoelt u {}?"],
  ["{}: {!}; did you mean {}?", "{}: {!}; bedoelt u {}?"],
  ["column {}", "kolom {}"],
  ["column {}, not used", "kolom {}, niet gebruikt"],
  ["a column that this load uses", "een kolom die hier wordt gebruikt"],
  [
    "no column that tells who a person is ({}); leave it out and send the file again",
    "geen kolom die zegt wie een mens is ({}); laat haar weg en lever het bestand opnieuw aan",
  ],
  ["name", "naam"],
  ["address", "adres"],
  ["birth date", "geboortedatum"],
  ["insured or client number", "verzekerden- of cliëntnummer"],
  ["contact detail", "contactgegeven"],
  ["column {} without a year", "kolom {} zonder jaar"],
  ["column {} without a month", "kolom {} zonder maand"],
  ["{}, a column period, or --period", "{}, een kolom periode, of --period"],

  // Signals of a shortage.
  ["a reference that tells of no person", "een kenmerk dat niets over een mens zegt"],
  ["a day up to {}", "een dag tot en met {}"],
  ["a region of the regions table", "een regio uit de regiotabel"],
  ["other words under {}", "andere woorden onder {}"],
  ["{}, or a reference of its own", "{}, of een eigen kenmerk"],

  // Cells.
  ["a number with at most {} decimals", "een getal met ten hoogste {} decimalen"],
  ["an amount in euros with at most two decimals", "een bedrag in euro's met ten hoogste twee decimalen"],
  ["a whole number of cents", "een heel aantal centen"],
  ["a whole number, zero or more", "een geheel getal, nul of meer"],
  ["a year of four digits", "een jaar van vier cijfers"],
  [
    "a year of four digits, here, in the name of the file or with --year",
    "een jaar van vier cijfers, hier, in de naam van het bestand of met --year",
  ],
  ["{!}, here or with --year", "{!}, hier of met --year"],
  ["{!}, here or with --insurer", "{!}, hier of met --insurer"],
  ["a day, 2024-09-15 or 15-09-2024", "een dag, 2024-09-15 of 15-09-2024"],
  ["text on one line", "tekst op één regel"],
  [
    "an AGB code of eight digits (format the column as text, so that its leading zero stays)",
    "een AGB-code van acht cijfers (maak de kolom op als tekst, dan blijft de voorloopnul staan)",
  ],
  ["an AGB code of eight digits", "een AGB-code van acht cijfers"],
  ["an AGB code of eight digits, then {} and which one", "een AGB-code van acht cijfers, dan {} en welke"],
  [
    "a UZOVI code of four digits, or * for all insurers",
    "een UZOVI-code van vier cijfers, of * voor alle verzekeraars",
  ],
  ["an age or age class, 75 or 75 t/m 79 jaar or 90+", "een leeftijd of leeftijdsklasse, 75 of 75 t/m 79 jaar of 90+"],

  // Population and regions.
  ["region (or regio) or gemeente: where the insured live", "region (of regio) of gemeente: waar de verzekerden wonen"],
  ["no column for the place", "geen kolom voor de plaats"],
  [
    "the year, insurer, place, sex, age and status of line {} again",
    "jaar, verzekeraar, plaats, geslacht, leeftijd en status van regel {}, nog eens",
  ],
  ["each cell once", "elke cel één keer"],
  [
    "{} of all insurers, which the lake holds from batch {}",
    "{} van alle verzekeraars, dat het lake al heeft uit partij {}",
  ],
  [
    "{} of insurer {}, which the lake holds from batch {}",
    "{} van verzekeraar {}, dat het lake al heeft uit partij {}",
  ],
  ["{} of {}, which the lake holds from batch {}", "{} van {}, dat het lake al heeft uit partij {}"],
  ["what it held makes way for this file", "wat er stond, maakt plaats voor dit bestand"],
  ["one file per year and insurer, or --replace", "één bestand per jaar en verzekeraar, of --replace"],
  ["a row with some of these empty", "een rij waarin hiervan iets leeg is"],
  [
    "sex, age class and gemeente together, or none of them (the rest group)",
    "geslacht, leeftijdsklasse en gemeente samen, of geen ervan (de restgroep)",
  ],
  [
    "a postcode of four digits and two letters, or its first two, three or four digits",
    "een postcode van vier cijfers en twee letters, of haar eerste twee, drie of vier cijfers",
  ],
  ["the name of a gemeente", "de naam van een gemeente"],
  ["a CBS code, GM0014 or 14", "een code van het CBS, GM0014 of 14"],
  ["no column for postcode or gemeente", "geen kolom voor postcode of gemeente"],
  [
    "postcode, gemeente or gemeentecode: what lies in the region",
    "postcode, gemeente of gemeentecode: wat in de regio ligt",
  ],
  ["{} in {} and in {} (line {})", "{} in {} en in {} (regel {})"],
  ["one region; the key counts in neither", "één regio; de sleutel telt in geen van beide"],

  // Agreements.
  ["{} in {} on lines {} and {}", "{} in {} op de regels {} en {}"],
  ["one agreement per provider, insurer and year", "één overeenkomst per aanbieder, verzekeraar en jaar"],
  ["{} in {}, which the lake holds from batch {}", "{} in {}, dat het lake al heeft uit partij {}"],
  [
    "one agreement per provider, insurer and year, or --replace",
    "één overeenkomst per aanbieder, verzekeraar en jaar, of --replace",
  ],

  // The dossier.
  ["one JSON object on a line, as {}", "één JSON-object op een regel, zoals {}"],
  ["one JSON object per line", "één JSON-object per regel"],
  [
    "one JSON object per line, as `load dossier` checks it",
    "één JSON-object per regel, zoals `load dossier` het toetst",
  ],
  ["something else", "iets anders"],
  ["nothing that tells who a person is", "niets dat zegt wie een mens is"],
  ["a value; leave out what is not known", "een waarde; laat weg wat niet bekend is"],
  ["another value than {}, known at the same instant", "een andere waarde dan {}, op hetzelfde moment bekend"],
  ["one value per instant", "één waarde per moment"],
  ["{} where {} is known", "{} waar {} bekend is"],
  ["no replaces: nothing is known yet", "geen replaces: er is nog niets bekend"],
  [
    "the last version, of {}, replaced by one that became known later",
    "de laatste versie, van {}, vervangen door een die later bekend werd",
  ],
  ["a mapping of questions onto facts", "een vertaling van vragen naar feiten"],
];
