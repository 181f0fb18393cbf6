/**
 * The catalogue of findings about contracts: what each stable code means and what to do about it, Dutch first. Codes that contracts
 * share with policies stand in the catalogue of policies.
 */
import type { Language } from "./text.ts";

export const contractFindingSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  // The contract as a file.
  "no-contract": {
    nl: "Hier staat geen contract; noem een map met `contract.yaml`, of het bestand zelf.",
    en: "There is no contract here; name a folder with a `contract.yaml`, or the file itself.",
  },
  "no-file": { nl: "Dit bestand is er niet; kijk naar het pad.", en: "There is no such file; look at the path." },
  "no-filling": {
    nl: "Dit contract heeft geen som om te vullen; schrijf `filling:` met de producten.",
    en: "This contract has no sum to fill; write `filling:` with its products.",
  },
  "not-filled": {
    nl: "De som past niet in prijzen binnen hun grenzen; verander een grens, een volume of de som.",
    en: "The sum does not fit into prices within their bounds; change a bound, a volume or the sum.",
  },
  "plan-incomplete": {
    nl: "Het plan zegt niet alles wat het contract vraagt; zonder dat is er geen curve om te tekenen.",
    en: "The plan does not say all that the contract asks; without it there is no curve to draw.",
  },

  // The year from claims.
  "no-claim-source": {
    nl: "Dit contract zegt niet hoe het uit declaraties wordt geteld, of van wie die zijn.",
    en: "This contract does not say how it is counted from claims, or whose those are.",
  },
  "not-counted": {
    nl: "Zo is dit gegeven niet uit declaraties te tellen: alleen wat met het volume optelt, in euro of in één eenheid.",
    en: "This fact cannot be counted from claims like this: only what adds up with the volume, in euro or in one unit.",
  },
  "no-own-claims": {
    nl: "Van dit contract staan er geen declaraties in het lake; wat zij zouden zeggen is onbekend, en niet nul.",
    en: "The lake holds no claims of this contract; what they would tell is unknown, and not zero.",
  },
  "waiting-claims": {
    nl: "Over deze declaraties is nog niet besloten; zij tellen niet mee, en de afrekening is voorlopig.",
    en: "Nobody has decided on these claims yet; they do not count, and the settlement is provisional.",
  },
  "told-by-claims": {
    nl: "De declaraties vertellen dit; deze rij van het blad telt niet mee.",
    en: "The claims tell this; this row of the sheet does not count.",
  },

  // Terms and rates.
  "one-origin": {
    nl: "Een regel haalt zijn bedrag uit precies één bron.",
    en: "A term takes its amount from exactly one place.",
  },
  "bad-amount": {
    nl: "Een bedrag staat er als 1250.00, of als naam van een regel erboven of van een gegeven in euro.",
    en: "An amount is written as 1250.00, or as the name of a term above or of a fact in euro.",
  },
  "bad-share": {
    nl: "Een deel staat er als percentage, 62.5, of als naam van een percentage.",
    en: "A share is written as a percentage, 62.5, or as the name of one.",
  },
  "not-of-parts": {
    nl: "Alleen wat per onderdeel bestaat, is op te tellen met `total`.",
    en: "Only what exists per part is added up by `total`.",
  },
  "undeclared-cliff": {
    nl: "Deze voorwaarde laat de vergoeding springen; zeg bij `cliff` waarom, of laat haar glooien.",
    en: "This condition makes pay jump; say at `cliff` why that is meant, or let it slope.",
  },
  "idle-cliff": {
    nl: "Er is geen voorwaarde op het volume, dus ook geen sprong; haal `cliff` weg.",
    en: "There is no condition on the volume, and so no jump; take `cliff` out.",
  },
  "open-inside": {
    nl: "Over wat nog te bespreken is valt niet verder te rekenen; tel het pas aan het eind op.",
    en: "Nothing can be reckoned from what is still to be discussed; add it up at the end only.",
  },

  // The year.
  "bad-part": {
    nl: "Dit gegeven hoort bij een onderdeel en het onderdeel ontbreekt, of andersom.",
    en: "This fact belongs to a part and the part is missing, or the other way round.",
  },
  "told-twice": {
    nl: "Dit gegeven telt niet op en staat er met twee waarden; laat er één staan.",
    en: "This fact does not add up and stands there with two values; keep one.",
  },
};
