/**
 * The catalogue of findings about policy text: for each stable code what it means and what to do about it, Dutch first. The
 * finding itself says where it is, what stands there and what was expected; this is the sentence for who meets it for the first
 * time.
 */
import type { Language } from "./text.ts";

export const findingSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  // The text as such.
  "yaml-syntax": {
    nl: "De tekst is geen YAML; kijk naar inspringing, haakjes en aanhalingstekens.",
    en: "The text is not YAML; look at indentation, brackets and quotes.",
  },
  "yaml-construct": {
    nl: "Een constructie van YAML die hier niet mag, zoals een verwijzing; schrijf uit wat er moet staan.",
    en: "A construct of YAML that is not allowed here, such as an alias; write out what must stand there.",
  },
  "empty-file": {
    nl: "Het bestand is leeg; vul het of haal het weg.",
    en: "The file is empty; fill it or take it out.",
  },
  "not-utf8": {
    nl: "Het bestand is geen UTF-8; sla het opnieuw op.",
    en: "The file is not UTF-8; save it again.",
  },
  "not-a-list": { nl: "Hier hoort een lijst.", en: "A list belongs here." },
  "not-a-mapping": { nl: "Hier horen namen met waarden.", en: "Names with values belong here." },
  "unknown-key": {
    nl: "Deze sleutel bestaat hier niet; waarschijnlijk een tikfout.",
    en: "This key does not exist here; probably a typing error.",
  },
  "missing-key": { nl: "Een verplichte sleutel ontbreekt; vul hem aan.", en: "A required key is missing; add it." },
  "unknown-word": { nl: "Hier mag maar een van enkele woorden staan.", en: "Only one of a few words may stand here." },
  "declared-twice": {
    nl: "Deze naam is al vergeven; kies een andere. Een uitbreiding verandert niets aan haar basis.",
    en: "This name is taken; choose another. An extension changes nothing of its base.",
  },

  // What a declaration rests on, and what it is.
  "no-source": {
    nl: "Elke regel noemt zijn paragraaf, of zegt dat hij een aanname is en waarom.",
    en: "Every rule cites its paragraph, or says that it is an assumption and why.",
  },
  "two-grounds": {
    nl: "Een regel staat in de tekst of is een aanname, niet allebei; kies.",
    en: "A rule is in the text or is an assumption, not both; choose.",
  },
  "bad-source": {
    nl: "Een bron noemt document en paragraaf, zoals `003 §2.2.1`.",
    en: "A source names document and paragraph, as `003 §2.2.1`.",
  },
  "unknown-type": { nl: "Dit type bestaat niet.", en: "There is no such type." },
  "no-scale": {
    nl: "Een decimaal getal zegt met `scale` hoeveel decimalen het ten hoogste heeft.",
    en: "A decimal says with `scale` how many decimals it has at most.",
  },
  "no-values": { nl: "Een keuze noemt met `values` waaruit.", en: "A choice lists with `values` what from." },
  "unknown-unit": {
    nl: "Deze eenheid staat niet in `units.yaml`; schrijf haar goed of voeg haar toe.",
    en: "This unit is not in `units.yaml`; spell it right or add it.",
  },
  "unit-equals": {
    nl: "Een omrekening is een geheel getal en een eenheid, zoals `60 minute`.",
    en: "A conversion is a whole number and a unit, as `60 minute`.",
  },
  "bad-lever": {
    nl: "Een knop heeft een stap boven nul en twee grenzen, de laagste eerst.",
    en: "A lever has a step above zero and two bounds, the lower one first.",
  },
  "bad-value": {
    nl: "De waarde past niet bij haar type; schrijf haar zoals verwacht.",
    en: "The value does not fit its type; write it as expected.",
  },
  "unknown-value": {
    nl: "Deze keuze bestaat niet voor dit feit; waarschijnlijk een tikfout.",
    en: "This fact has no such choice; probably a typing error.",
  },

  // The head of a policy.
  "no-policy": {
    nl: "In deze map staat geen beleid; noem de map met `policy.yaml`.",
    en: "There is no policy in this folder; name the folder that has `policy.yaml`.",
  },
  "no-base": {
    nl: "Het beleid waarop dit voortbouwt, staat daar niet; verbeter `extends`.",
    en: "The policy that this extends is not there; mend `extends`.",
  },
  "extends-itself": {
    nl: "Dit beleid bouwt, via andere, voort op zichzelf; haal een `extends` weg.",
    en: "This policy extends itself, by way of others; take one `extends` out.",
  },
  "no-facts": {
    nl: "Het feitenwoordenboek is niet gevonden; zet `facts/` boven het beleid.",
    en: "The vocabulary of facts was not found; put `facts/` above the policy.",
  },
  "bad-format": {
    nl: "Deze versie van de taal is hier onbekend.",
    en: "This version of the language is not known here.",
  },
  "bad-validity": {
    nl: "Een beleid geldt van een eerste dag tot een latere, die niet meer meetelt.",
    en: "A policy is valid from a first day until a later one, which no longer counts.",
  },
  "bad-window": {
    nl: "Een aanlevering opent voordat zij sluit; draai de momenten om.",
    en: "A delivery opens before it closes; swap the instants.",
  },
  "bad-id": { nl: "Een naam bestaat uit a-z, 0-9, `_` en `.`.", en: "A name is made of a-z, 0-9, `_` and `.`." },
  "file-name": {
    nl: "Een tabel of voorwaardenlijst heet zoals haar bestand.",
    en: "A sheet or a list of conditions is named as its file.",
  },
  "no-value": {
    nl: "Een parameter heeft een waarde, een waarde per onderdeel, of is `open` met de reden.",
    en: "A parameter has a value, a value per part, or is `open` with the reason.",
  },
  "missing-part": {
    nl: "Voor een onderdeel ontbreekt de waarde; vul haar aan.",
    en: "The value for one of the parts is missing; add it.",
  },
  "wrong-sum": {
    nl: "De waarden van de onderdelen komen niet samen op de som die het beleid noemt.",
    en: "The values of the parts do not come to the sum that the policy tells.",
  },
  "negative-share": {
    nl: "Een gewicht onder nul trekt af waar de andere meetellen. Is dat bedoeld, zeg het dan met `least`.",
    en: "A weight below zero takes away where the others count. If that is meant, say so with `least`.",
  },
  "bad-bounds": {
    nl: "Alleen een getal heeft een `least` en een `most`, en het eerste ligt niet boven het tweede.",
    en: "Only a number has a `least` and a `most`, and the first is not above the second.",
  },
  "claims-unchecked": {
    nl: "Er wordt uit declaraties geteld zonder dat iets toetst of zij er alle zijn en waar kunnen zijn.",
    en: "Claims are counted, and nothing checks whether they are all there and can be true.",
  },
  "not-checked": {
    nl: "Deze bestanden zijn nog niet bekeken, omdat het beleid fouten heeft; verbeter die en toets opnieuw.",
    en: "These files were not looked at yet, as the policy has errors; mend those and lint again.",
  },
  "no-sum": {
    nl: "Alleen getallen per onderdeel hebben een som.",
    en: "Only numbers per part have a sum.",
  },
  "unknown-part": { nl: "Dit onderdeel bestaat niet.", en: "There is no such part." },
  "unknown-subject": {
    nl: "Over dit onderwerp kan niet worden beslist; noem `provider` of een onderdeel.",
    en: "Nothing can be decided about this subject; name `provider` or a part.",
  },

  // Formulas.
  "formula-syntax": {
    nl: "De formule is niet te lezen; kijk op de aangewezen plaats.",
    en: "The formula cannot be read; look at the place shown.",
  },
  "formula-too-large": {
    nl: "De formule is te lang of te diep; geef een deel ervan een eigen naam.",
    en: "The formula is too long or too deep; give a part of it a name of its own.",
  },
  "unknown-name": {
    nl: "Deze naam bestaat niet; waarschijnlijk een tikfout, of een feit dat nog moet worden beschreven.",
    en: "There is no such name; probably a typing error, or a fact that must still be declared.",
  },
  "unknown-function": {
    nl: "Deze functie bestaat niet; `policy/LANGUAGE.md` §4 noemt ze alle.",
    en: "There is no such function; `policy/LANGUAGE.md` §4 lists them all.",
  },
  "operand-count": {
    nl: "De functie krijgt te veel of te weinig tussen haar haakjes.",
    en: "The function gets too much or too little between its brackets.",
  },
  "type-mismatch": {
    nl: "Wat hier staat, is van een ander soort dan wordt gevraagd.",
    en: "What stands here is of another kind than is asked for.",
  },
  "unit-mismatch": {
    nl: "Alleen gelijke eenheden zijn op te tellen en te vergelijken; reken eerst om.",
    en: "Only like units add up and compare; convert first.",
  },
  "needs-rounding": {
    nl: "Hier komt meer uit dan erin past; noem een afronding, zoals `round_half_up(…, 2)`.",
    en: "More comes out than fits; name a rounding, as `round_half_up(…, 2)`.",
  },
  "bad-rounding": {
    nl: "Een afronding noemt met een heel getal op hoeveel decimalen.",
    en: "A rounding says with a whole number to how many decimals.",
  },
  "bad-period": {
    nl: "Dit feit wordt met een andere periode gelezen: een jaar, een maand, of geen.",
    en: "This fact is read with another period: a year, a month, or none.",
  },
  "not-in-view": {
    nl: "Deze beslissing ziet die naam niet; onderdelen worden in een samenvatting gelezen, zoals `sum(…)`.",
    en: "This decision does not see that name; parts are read inside an aggregate, as `sum(…)`.",
  },
  "two-parts": {
    nl: "Een samenvatting loopt over één soort onderdeel, of over maanden.",
    en: "An aggregate runs over one kind of part, or over months.",
  },
  "nested-aggregate": {
    nl: "Een samenvatting in een samenvatting; geef de binnenste een eigen naam.",
    en: "An aggregate inside an aggregate; give the inner one a name of its own.",
  },
  "not-an-aggregate": {
    nl: "Deze samenvatting loopt nergens over; noem iets van een onderdeel of van maanden.",
    en: "This aggregate runs over nothing; name something of a part or of months.",
  },

  // Sheets and their graph.
  "not-a-name": {
    nl: "Een kolom leest één feit, indicator, parameter of beslissing; reken in een formule.",
    en: "A column reads one fact, indicator, parameter or decision; compute in a formula.",
  },
  "bad-cell": {
    nl: "De cel past niet in haar kolom; `policy/LANGUAGE.md` §6 noemt wat erin mag.",
    en: "The cell does not fit its column; `policy/LANGUAGE.md` §6 lists what may stand in it.",
  },
  "cell-count": {
    nl: "Een regel heeft één cel per kolom.",
    en: "A rule has one cell per column.",
  },
  "not-collected": {
    nl: "Deze uitkomst is zo niet te verzamelen; kies een ander type of een andere `hit`.",
    en: "This output cannot be collected in this way; choose another type or another `hit`.",
  },
  cycle: {
    nl: "Beslissingen wachten op elkaar; een ervan moet zonder de andere kunnen.",
    en: "Decisions wait for each other; one of them must do without the others.",
  },

  // What is proven.
  gap: {
    nl: "Voor dit geval is er geen regel; voeg er een toe.",
    en: "There is no rule for this case; add one.",
  },
  overlap: {
    nl: "Voor dit geval spreken twee regels; maak een ervan nauwer.",
    en: "Two rules speak for this case; make one of them narrower.",
  },
  "dead-rule": {
    nl: "Deze regel kan nooit gelden; verbeter hem of haal hem weg.",
    en: "This rule can never hit; mend it or take it out.",
  },
  "depends-on-open": {
    nl: "De tabel klopt alleen als de open grenzen in de juiste volgorde worden ingevuld.",
    en: "The sheet holds only if its open bounds are filled in the right order.",
  },
  "not-proven": {
    nl: "De tabel is te groot om te bewijzen; splits haar.",
    en: "The sheet is too large to prove; split it.",
  },
  cliff: {
    nl: "Op deze grens verandert één cent of één dag de uitkomst met een sprong; laat het zo als dat de bedoeling is.",
    en: "At this bound one cent or one day changes the outcome by a jump; leave it if that is meant.",
  },

  // Examples, and what they do not notice.
  "unknown-decision": { nl: "Deze beslissing bestaat niet.", en: "There is no such decision." },
  "unknown-example": { nl: "Dit voorbeeld bestaat niet.", en: "There is no such example." },
  "wrong-subject": {
    nl: "Dit feit hoort bij een ander onderwerp; zet het onder zijn onderdeel.",
    en: "This fact belongs to another subject; put it under its part.",
  },
  "example-fails": {
    nl: "Het voorbeeld komt anders uit dan verwacht; verbeter de regel of het voorbeeld.",
    en: "The example comes out otherwise than expected; mend the rule or the example.",
  },
  survivor: {
    nl: "Deze kleine fout zou geen voorbeeld opmerken; voeg er een toe dat dan anders uitkomt.",
    en: "No example would notice this small mistake; add one that then comes out otherwise.",
  },

  // The text that was published.
  "unknown-rule": { nl: "Deze regel bestaat niet in het beleid.", en: "The policy has no such rule." },
  uncovered: {
    nl: "Deze regel beroept zich op de tekst, en geen uitspraak in `coverage.yaml` noemt hem.",
    en: "This rule cites the text, and no statement in `coverage.yaml` names it.",
  },
  unused: {
    nl: "Niets leest dit; haal het weg, of gebruik het.",
    en: "Nothing reads this; take it out, or use it.",
  },
  "vague-open": {
    nl: "De tekst is hier vaag en er is geen keuze gemaakt; schrijf haar bij `choice`.",
    en: "The text is vague here and no choice was made; write it under `choice`.",
  },
  "asked-twice": { nl: "Deze vraag staat er twee keer.", en: "This question stands here twice." },
  "unknown-fact": {
    nl: "Dit feit staat niet in het woordenboek.",
    en: "This fact is not in the vocabulary.",
  },
  "bad-unit": {
    nl: "De vraag meet iets anders dan het feit.",
    en: "The question measures something else than the fact.",
  },

  // Freezing.
  "not-frozen": {
    nl: "Een geldend beleid is bevroren; maak `policy.lock` met `driehoek lint --freeze`.",
    en: "A policy in force is frozen; make `policy.lock` with `driehoek lint --freeze`.",
  },
  "changed-in-force": {
    nl: "Een geldend beleid verandert niet; maak een nieuwe versie in een eigen map, met de motivering.",
    en: "A policy in force does not change; make a new version in a folder of its own, with the motivation.",
  },
};

/** What a code means and what to do; undefined for a code that is not about policy text. */
export function explainCode(code: string, lang: Language): string | undefined {
  return findingSentences[code]?.[lang];
}
