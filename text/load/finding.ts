/**
 * The catalogue of findings about tables and dossiers: what each stable code means and what to do about it, Dutch first. Findings about
 * claims and about policy text have catalogues of their own.
 */
import type { Language } from "../text.ts";

export const loadFindingSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  // The file.
  "no-file": { nl: "Dit bestand is er niet; kijk naar het pad.", en: "There is no such file; look at the path." },
  "empty-file": { nl: "Er staat geen tabel in het bestand.", en: "The file holds no table." },
  "unknown-format": {
    nl: "Dit is geen CSV, XLSX of Parquet; sla het als een van deze op.",
    en: "This is no CSV, XLSX or Parquet; save it as one of these.",
  },
  "unreadable-file": {
    nl: "Het bestand is beschadigd of beveiligd; sla het opnieuw op, zonder wachtwoord.",
    en: "The file is damaged or protected; save it again, without a password.",
  },
  "no-sheet": { nl: "Dit werkblad is er niet of is leeg.", en: "There is no such sheet, or it is empty." },
  "more-sheets": {
    nl: "Er zijn meer werkbladen; alleen het genoemde is gelezen.",
    en: "There are more sheets; only the one named was read.",
  },

  // The header.
  "missing-column": {
    nl: "Een kolom die nodig is ontbreekt; voeg haar toe of verbeter haar naam.",
    en: "A column that is needed is missing; add it or mend its name.",
  },
  "duplicate-column": {
    nl: "Twee kolommen heten hetzelfde; laat er één staan.",
    en: "Two columns have the same name; leave one.",
  },
  "unused-column": {
    nl: "Deze kolom wordt niet gebruikt en niet bewaard.",
    en: "This column is not used and not kept.",
  },
  "personal-column": {
    nl: "Deze kolom zegt wie een persoon is en mag niet mee; er is niets van het bestand bewaard.",
    en: "This column tells who a person is and may not come along; nothing of the file was kept.",
  },
  "missing-period": {
    nl: "Een feit per jaar of maand staat er zonder jaar of maand; zet die in de kop, in een kolom of achter --period.",
    en: "A fact per year or month stands there without one; put it in the header, in a column or behind --period.",
  },

  // A row.
  "unreadable-row": {
    nl: "Een aanhalingsteken gaat open en niet dicht; sluit het.",
    en: "A quote opens and does not close; close it.",
  },
  "row-width": {
    nl: "De rij heeft niet zoveel cellen als de kop, dus kolommen zijn verschoven.",
    en: "The row has not as many cells as the header, so columns have shifted.",
  },
  "empty-cell": { nl: "Deze cel moet gevuld zijn.", en: "This cell must be filled." },
  "bad-cell": {
    nl: "De cel is niet te lezen als wat er hoort te staan.",
    en: "The cell cannot be read as what belongs there.",
  },

  // Population and regions.
  "half-empty-cell": {
    nl: "Geslacht, leeftijd en gemeente staan er alle drie, of geen van drieën (de restgroep).",
    en: "Sex, age and gemeente stand there all three, or none of them (the rest group).",
  },
  "repeated-cell": {
    nl: "Dezelfde cel staat er twee keer; de eerste telt.",
    en: "The same cell stands there twice; the first one counts.",
  },
  "year-held": {
    nl: "De bevolking van deze verzekeraar in dit jaar is er al uit een ander bestand; met --replace komt deze ervoor in de plaats.",
    en: "The population of this insurer in this year is there from another file; --replace puts this one in its place.",
  },
  "year-replaced": {
    nl: "Wat er van dit jaar al was, heeft plaatsgemaakt voor dit bestand.",
    en: "What was there of this year has made way for this file.",
  },
  "two-regions": {
    nl: "Deze sleutel ligt in twee regio's; hij telt in geen van beide.",
    en: "This key lies in two regions; it counts in neither.",
  },

  // Signals of a shortage.
  "future-signal": {
    nl: "Een signaal kan niet van na de dag zijn waarop het binnenkomt.",
    en: "A signal cannot be of after the day on which it comes in.",
  },
  "unknown-region": {
    nl: "Deze regio staat niet in de regiotabel; een signaal eruit zou nergens tellen.",
    en: "This region is not in the regions table; a signal from it would count nowhere.",
  },
  "second-signal": {
    nl: "Deze referentie staat met andere woorden in het register; wat er staat blijft, een nieuw signaal krijgt een eigen referentie.",
    en: "This reference is in the register with other words; what is there stays, a new signal has a reference of its own.",
  },

  // Contracts.
  "repeated-agreement": {
    nl: "Een aanbieder heeft per verzekeraar en jaar één overeenkomst; welke van deze geldt, is niet te zien.",
    en: "A provider has one agreement per insurer and year; which of these counts cannot be seen.",
  },
  "agreement-held": {
    nl: "Deze overeenkomst is er al uit een ander bestand; met --replace komt deze ervoor in de plaats.",
    en: "This agreement is there from another file; --replace puts this one in its place.",
  },

  // The dossier.
  "bad-json": { nl: "De regel is geen JSON-object.", en: "The line is no JSON object." },
  "unknown-fact": {
    nl: "Dit feit staat niet in het vocabulaire; waarschijnlijk een tikfout.",
    en: "This fact is not in the vocabulary; probably a typing error.",
  },
  "unknown-field": { nl: "Dit veld hoort niet in een dossier.", en: "This field does not belong in a dossier." },
  "bad-field": { nl: "Dit veld is tekst op één regel.", en: "This field is text on one line." },
  "bad-subject": {
    nl: "Een feit gaat over een aanbieder (AGB-code) of over een onderdeel ervan, zoals het vocabulaire zegt.",
    en: "A fact is about a provider (AGB code) or about a part of it, as the vocabulary says.",
  },
  "bad-period": {
    nl: "De periode past niet bij het feit: een jaar, een maand of geen.",
    en: "The period does not fit the fact: a year, a month or none.",
  },
  "bad-instant": {
    nl: "Een moment staat er met zijn afstand tot UTC, zodat het maar één ding betekent.",
    en: "A moment stands there with its offset from UTC, so that it means one thing only.",
  },
  "bad-value": {
    nl: "De waarde past niet bij haar type of eenheid; schrijf haar zoals verwacht.",
    en: "The value does not fit its type or unit; write it as expected.",
  },
  "no-value": {
    nl: "Wat niet bekend is, staat niet in een dossier; laat de regel weg.",
    en: "What is not known does not stand in a dossier; leave the line out.",
  },
  "personal-value": {
    nl: "De waarde bevat iets dat op een BSN lijkt; de regel is niet bewaard.",
    en: "The value holds something that looks like a BSN; the line was not kept.",
  },
  "two-values": {
    nl: "Op hetzelfde moment is iets anders bekend; één van de twee klopt niet.",
    en: "Something else is known at the same instant; one of the two is wrong.",
  },
  "second-value": {
    nl: "Over dit feit is al iets anders bekend; een correctie noemt met `replaces` wat zij vervangt.",
    en: "Something else is known of this fact; a correction names with `replaces` what it replaces.",
  },
  "replaces-nothing": {
    nl: "De correctie noemt een versie die er niet is.",
    en: "The correction names a version that is not there.",
  },
  "not-later": {
    nl: "Een correctie komt na de laatste versie en vervangt die.",
    en: "A correction comes after the last version and replaces that one.",
  },

  // A questionnaire.
  "unknown-answer": {
    nl: "Dit antwoord staat niet in de vertaling van de vragenlijst.",
    en: "This answer is not in the mapping of the questionnaire.",
  },
  "asked-twice": { nl: "Deze vraag staat er twee keer.", en: "This question stands there twice." },
  "bad-unit": {
    nl: "Deze eenheid meet iets anders dan het feit.",
    en: "This unit measures something else than the fact.",
  },
};
