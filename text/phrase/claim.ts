/** Phrases about claims: messages AW319, extracts of what was granted, and the lines beside each other. */
import type { Phrase } from "../phrase.ts";

export const claimPhrases: readonly Phrase[] = [
  ["the end of the file", "het einde van het bestand"],
  [
    "a trailer, record 99: without it the file may be cut off",
    "een sluitrecord, 99: zonder dat kan het bestand zijn afgebroken",
  ],
  // A message.
  ["01, 02, 04, 98 or 99", "01, 02, 04, 98 of 99"],
  ["another first line", "een andere eerste regel"],
  [
    "a header of AW319 1.4: record 01 of 310 characters, message 187, 428 or 430, version 01.04",
    "een voorlooprecord van AW319 1.4: record 01 van 310 tekens, bericht 187, 428 of 430, versie 01.04",
  ],
  ["P, a message that is meant", "P, een bericht dat gemeend is"],
  ["{} characters", "{} tekens"],
  ["{}, the number of the record above it", "{}, het nummer van het record erboven"],
  ["a record behind the trailer", "een record achter het sluitrecord"],
  ["nothing behind record 99", "niets achter record 99"],
  ["one header, on line 1", "één voorlooprecord, op regel 1"],
  ["a second header", "een tweede voorlooprecord"],
  ["a record 02 above it", "een record 02 erboven"],
  ["a record 04 below it", "een record 04 eronder"],
  ["a person without claim lines", "een persoon zonder declaratieregels"],
  ["a claim line without a person", "een declaratieregel zonder persoon"],

  // A field.
  ["spaces", "spaties"],
  ["{} digits", "{} cijfers"],
  ["{} printable characters", "{} afdrukbare tekens"],
  ["a day of the calendar, YYYYMMDD", "een dag van de kalender, JJJJMMDD"],
  ["nine digits that pass the eleven test, or 999999999", "negen cijfers die de elfproef doorstaan, of 999999999"],
  ["a provider code: 01–99 and six digits, not 000000", "een AGB-code: 01–99 en zes cijfers, niet 000000"],
  [
    "a provider code: 01–99 and six digits, not 000000; or eight zeros",
    "een AGB-code: 01–99 en zes cijfers, niet 000000; of acht nullen",
  ],
  ["an amount in cents", "een bedrag in centen"],
  ["an amount in whole cents", "een bedrag in hele centen"],
  ["a number above zero", "een getal boven nul"],
  ["text that starts in the first position", "tekst die op de eerste positie begint"],
  ["four digits and two letters, or spaces", "vier cijfers en twee letters, of spaties"],
  ["four digits and two letters, or four digits", "vier cijfers en twee letters, of vier cijfers"],
  ["a value", "een waarde"],

  // Fields beside each other.
  ["the BSN of the person record above it", "het BSN van het persoonsrecord erboven"],
  ["the insurer of the person record above it", "de verzekeraar van het persoonsrecord erboven"],
  ["0414 begin, {}, or later", "0414 begindatum, {}, of later"],
  ["0114 begin, {}, or later", "0114 begindatum, {}, of later"],
  ["0117 invoice date, {}, or earlier", "0117 dagtekening, {}, of eerder"],
  ["{} or earlier, by 0115 and 0117", "{} of eerder, volgens 0115 en 0117"],
  ["{} or later, by 0114", "{} of later, volgens 0114"],
  ["the day of birth or later", "de geboortedag of later"],
  ["the day of birth, or later", "de geboortedag, of later"],
  ["a list of message {}: {}", "een lijst van bericht {}: {}"],
  [
    "a unit other than 11, 31 and 41, which belong to list 065",
    "een andere eenheid dan 11, 31 en 41, die bij lijst 065 horen",
  ],
  ["the calculated amount, {}", "het berekende bedrag, {}"],
  ["{}, as in 0427", "{}, zoals in 0427"],
  ["no VAT, as 0118 holds no VAT number", "geen btw, want 0118 heeft geen btw-nummer"],
  [
    "the reference of the line that this credit takes back",
    "het referentienummer van de regel die deze creditregel terugneemt",
  ],
  [
    "the insurer's own number, as the BSN is 999999999",
    "het nummer van de verzekeraar zelf, want het BSN is 999999999",
  ],
  ["a country, as there is no Dutch postcode", "een land, want er is geen Nederlandse postcode"],
  ["the partner's name, as 0212 is 2", "de naam van de partner, want 0212 is 2"],
  ["who claims, in 0109, 0110, 0111 or 0112", "wie declareert, in 0109, 0110, 0111 of 0112"],

  // An extract.
  ["a UZOVI code of four digits", "een UZOVI-code van vier cijfers"],
  ["a reference of at most 40 characters", "een kenmerk van ten hoogste 40 tekens"],
  ["who the client is: a BSN or a pseudonym", "wie de cliënt is: een BSN of een pseudoniem"],
  ["a birth date or a birth year", "een geboortedatum of een geboortejaar"],
  ["the first day of care, or later", "de eerste dag van de zorg, of later"],
  ["no more than was claimed", "niet meer dan is gedeclareerd"],
  [
    "a day, as 2024-09-15, 15-09-2024, 15/09/2024 or 20240915",
    "een dag, zoals 2024-09-15, 15-09-2024, 15/09/2024 of 20240915",
  ],
  ["a day, as 2024-09-15 or 09/15/2024", "een dag, zoals 2024-09-15 of 09/15/2024"],
  ["nothing: it is dropped at the door", "niets: zij blijft aan de deur achter"],
  [
    "{}, amounts or dates, each with = and what the source calls it",
    "{}, amounts of dates, elk met = en hoe de bron het noemt",
  ],
  ["no word", "geen woord"],

  // Lines beside other lines.
  ["a reference of its own; {} has this one", "een eigen referentienummer; {} heeft dit al"],
  ["line {}", "regel {}"],
  ["another file", "een ander bestand"],
  [
    "a reference that the lake does not hold; batch {} brought it",
    "een referentienummer dat het lake niet heeft; partij {} bracht het",
  ],
  ["another client", "een andere cliënt"],
  [
    "the client of the claim with this reference in the lake",
    "de cliënt van de declaratie met dit referentienummer in het lake",
  ],
  ["{} cents", "{} cent"],
  ["{} cents, as claimed in the lake", "{} cent, zoals gedeclareerd in het lake"],
  [
    "the reference of a line of this provider, in the files or in the lake",
    "het referentienummer van een regel van deze aanbieder, in de bestanden of in het lake",
  ],
  ["the reference of a line of the same client", "het referentienummer van een regel van dezelfde cliënt"],
  [
    "no more than {} taken back of {}, all credits together",
    "ten hoogste {} teruggenomen van {}, alle creditregels samen",
  ],
  ["{} lines, this one the first", "{} regels, te beginnen met deze"],
  ["{}, {} lines, this one the first", "{}, {} regels, te beginnen met deze"],
  ["postcodes that the regions of the lake cover", "postcodes die in een regio van het lake liggen"],
  [
    "a service with a target group; without one it counts for none",
    "een prestatie met een doelgroep; zonder telt zij voor geen enkele",
  ],
  ["a day outside {}", "een dag buiten {}"],
  ["a day such as {}", "een dag zoals {}"],
  ["{.} from {.}", "{.} vanaf {.}"],
];
