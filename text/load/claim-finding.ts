/** The catalogue of findings about claims: what each stable code means and what to do about it, Dutch first. */
import type { Language } from "../text.ts";

export const claimFindingSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  // The message.
  "not-aw319": {
    nl: "Dit is geen bericht AW319 1.4; het hele bestand is geweigerd.",
    en: "This is no message AW319 1.4; the whole file is refused.",
  },
  "test-message": {
    nl: "De afzender noemt dit een testbericht; het is wel opgenomen.",
    en: "The sender calls this a test message; it was taken in all the same.",
  },
  "line-length": {
    nl: "Een regel telt 310 tekens; deze is niet te lezen, en wat van een persoon op deze regel afhangt evenmin.",
    en: "A line has 310 characters; this one cannot be read, nor can what hangs on a person in it.",
  },
  "record-code": {
    nl: "Dit soort record bestaat niet in AW319 1.4.",
    en: "There is no such record in AW319 1.4.",
  },
  "record-order": {
    nl: "De records staan in de orde 01, dan per persoon 02 en 04, dan 99; 98 hoort bij het record erboven.",
    en: "Records come in the order 01, then 02 and 04 per person, then 99; 98 belongs to the record above it.",
  },
  "record-number": {
    nl: "De records van een bericht zijn doorlopend genummerd.",
    en: "The records of a message are numbered one by one.",
  },
  "trailer-total": {
    nl: "Het sluitrecord telt anders dan het bericht; er kan iets ontbreken.",
    en: "The trailer counts otherwise than the message; something may be missing.",
  },

  // A field.
  "field-type": {
    nl: "In dit veld staan tekens die er niet horen: letters in een getal, of stuurtekens.",
    en: "This field holds characters that do not belong: letters in a number, or control characters.",
  },
  "field-missing": { nl: "Dit veld is verplicht.", en: "This field must be filled." },
  "field-filling": {
    nl: "Tekst begint links in het veld; een reserve blijft leeg.",
    en: "Text starts at the left of its field; a reserve stays empty.",
  },
  "unknown-code": { nl: "Deze code bestaat niet voor dit veld.", en: "This field has no such code." },
  "no-day": { nl: "Deze dag staat niet op de kalender.", en: "This day is not on the calendar." },
  "eleven-test": { nl: "Het BSN doorstaat de elfproef niet.", en: "The BSN fails the eleven test." },
  "agb-code": {
    nl: "Een AGB-code is een soort (01–99) en zes cijfers, niet alle nul.",
    en: "An AGB code is a kind (01–99) and six digits, not all zero.",
  },
  postcode: {
    nl: "Een postcode is vier cijfers en twee letters.",
    en: "A postcode is four digits and two letters.",
  },

  // What fields say together.
  "reversed-period": { nl: "Het einde ligt voor het begin.", en: "The end lies before the begin." },
  "outside-period": {
    nl: "De zorg valt buiten de periode van het bericht, of na de dagtekening.",
    en: "The care lies outside the period of the message, or after its date.",
  },
  "future-day": { nl: "Deze dag ligt na de dagtekening.", en: "This day lies after the date of the invoice." },
  "before-birth": { nl: "De zorg begint voor de geboorte.", en: "The care begins before the birth." },
  "list-of-message": {
    nl: "Deze prestatiecodelijst hoort bij een ander bericht.",
    en: "This list of services belongs to another message.",
  },
  "unit-of-list": {
    nl: "Deze tijdseenheid bestaat alleen in de wijkverpleging.",
    en: "This unit exists in district nursing only.",
  },
  "calculated-amount": {
    nl: "Het berekende bedrag is tarief maal aantal.",
    en: "The calculated amount is tariff times quantity.",
  },
  "claimed-amount": {
    nl: "Het gedeclareerde bedrag is het berekende; alle bedragen zijn met btw.",
    en: "The claimed amount is the calculated one; all amounts include VAT.",
  },
  "unequal-sides": { nl: "Het ene bedrag is debet, het andere credit.", en: "One amount is debit, the other credit." },
  "vat-without-number": {
    nl: "Er staat btw op de regel, en geen btw-nummer in het voorlooprecord.",
    en: "The line has VAT, and the header no VAT number.",
  },
  "broken-link": {
    nl: "Dit verwijst niet naar het record waar het bij staat.",
    en: "This does not refer to the record that it stands with.",
  },

  // Lines beside other lines.
  "repeated-reference": {
    nl: "Dit referentienummer staat er twee keer; de eerste regel telt.",
    en: "This reference stands there twice; the first line counts.",
  },
  "held-reference": {
    nl: "Een regel met dit referentienummer staat al in het lake.",
    en: "The lake holds a line with this reference already.",
  },
  "unknown-correction": {
    nl: "De regel die deze creditregel terugneemt, is er niet.",
    en: "The line that this credit takes back is not there.",
  },
  "other-client": {
    nl: "De creditregel is van een andere cliënt dan de regel die hij terugneemt.",
    en: "The credit is of another client than the line that it takes back.",
  },
  "over-correction": {
    nl: "Er wordt meer teruggenomen dan er was gedeclareerd.",
    en: "More is taken back than was claimed.",
  },
  "other-claim": {
    nl: "Het besluit noemt een andere cliënt of een ander bedrag dan de declaratie in het lake.",
    en: "The decision names another client or amount than the claim in the lake.",
  },

  // An extract of what was granted.
  "granted-more": {
    nl: "Er is meer toegekend dan gedeclareerd, of met een ander teken.",
    en: "More was granted than claimed, or with another sign.",
  },
  "dropped-column": {
    nl: "Deze kolom zegt wie iemand is; zij is aan de deur weggelaten.",
    en: "This column tells who someone is; it was dropped at the door.",
  },
  "unknown-column": {
    nl: "Met `--map` krijgt een kolom van een uittreksel haar naam; deze kolom is er niet.",
    en: "`--map` names a column of an extract; there is no such column.",
  },

  // What is taken in, and says too little.
  "no-target-group": {
    nl: "Deze prestatie hoort bij geen doelgroep; zij telt in geen enkele.",
    en: "This service belongs to no target group; it counts in none.",
  },
  "no-region": {
    nl: "De regio van deze cliënten is niet bekend; laad eerst regio's per postcode.",
    en: "The region of these clients is not known; load regions by postcode first.",
  },
};
