/**
 * The catalogue of findings about deciding and about holding a round: what each stable code means and what to do about it, Dutch first.
 * Findings about policy text, tables and claims have catalogues of their own.
 */
import type { Language } from "../text.ts";

export const roundFindingSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  // The question.
  "no-version": {
    nl: "Voor deze dag is er geen beleid; een ander jaar geldt niet.",
    en: "There is no policy for this day; another year does not hold.",
  },
  "two-versions": {
    nl: "Op deze dag gelden twee versies; noem de map van de versie die wordt bedoeld.",
    en: "Two versions hold on this day; name the folder of the one that is meant.",
  },
  "policy-expired": {
    nl: "Op deze dag geldt het beleid niet meer; vooraf beslissen mag, achteraf geldt een andere versie.",
    en: "On this day the policy no longer holds; deciding in advance is normal, afterwards another version holds.",
  },
  "bad-day": {
    nl: "De dag van het besluit staat er als 2024-09-15.",
    en: "The day of the decision stands as 2024-09-15.",
  },
  "unknown-decision": { nl: "Deze beslissing bestaat niet.", en: "There is no such decision." },
  "unknown-part": {
    nl: "Dit onderdeel bestaat niet; noem een ander met `--part`.",
    en: "There is no such part; name another with `--part`.",
  },
  "no-file": { nl: "Dit bestand is er niet; kijk naar het pad.", en: "There is no such file; look at the path." },

  // What is known.
  "bad-json": { nl: "De regel is geen JSON-object.", en: "The line is no JSON object." },
  "bad-value": {
    nl: "De waarde past niet bij haar type; schrijf haar zoals verwacht.",
    en: "The value does not fit its type; write it as expected.",
  },
  "late-fact": {
    nl: "Dit kwam nadat de aanlevering was gesloten; de versie van ervoor telt.",
    en: "This came after the delivery had closed; the version before it counts.",
  },

  // The lake and the round.
  "no-lake": {
    nl: "In deze map is geen lake; maak het met `driehoek load` of `driehoek market`.",
    en: "There is no lake in this folder; make one with `driehoek load` or `driehoek market`.",
  },
  "mixed-insurers": {
    nl: "Declaraties, contracten of verzekerden zijn van verschillende verzekeraars; noem de eigen met `--insurer`.",
    en: "Claims, agreements or insured are of different insurers; name the buyer's own with `--insurer`.",
  },
  "several-insurers": {
    nl: "Er zijn declaraties van meer dan één verzekeraar, en alle tellen mee; noem met `--insurer` de eigen als dat niet de bedoeling is.",
    en: "There are claims of more than one insurer, and all count; name the buyer's own with `--insurer` if that is not meant.",
  },
  "unknown-insurer": {
    nl: "Van deze verzekeraar is er niets in het lake; kijk naar de UZOVI-code.",
    en: "The lake holds nothing of this insurer; look at the UZOVI code.",
  },
  "undated-batch": {
    nl: "Van deze leveringen is niet bekend wanneer zij binnenkwamen, dus zij tellen niet mee in de radar.",
    en: "Nobody knows when these batches came in, so the radar leaves them out.",
  },
  "known-later": {
    nl: "Deze besluiten van de ronde waren op die dag nog niet bekend, dus zij tellen niet mee.",
    en: "These decisions of the round were not known on that day, so they do not count.",
  },
  "nothing-to-watch": {
    nl: "Van dit jaar zijn er afspraken noch gedateerde declaraties; laad ze, of kies een andere dag.",
    en: "There are neither agreements nor dated claims of this year; load them, or choose another day.",
  },
  "claims-at-fault": {
    nl: "De declaraties van deze aanbieder doorstaan een controle niet; wat ervan wordt geteld, is onbekend tot zij zijn hersteld.",
    en: "The claims of this provider do not pass a check; what is counted from them is not known until they are mended.",
  },
  "claims-in-doubt": {
    nl: "Er is iets met de declaraties van deze aanbieder; vraag het na voordat er een besluit op rust.",
    en: "Something is the matter with the claims of this provider; ask before a decision rests on them.",
  },
  "no-regions": {
    nl: "Van het jaar vóór het beleid staan er geen toegekende declaraties in het lake; daarom staan de bedragen er niet per regio.",
    en: "The lake has no granted claims of the year before the policy; that is why amounts do not stand per region.",
  },
  "months-without-claims": {
    nl: "Van deze maanden heeft niemand declaraties; wat over het jaar wordt geteld, is over minder dan een jaar. Laad ze, of wacht ermee.",
    en: "Nobody has claims of these months; what is counted of the year is of less than a year. Load them, or wait.",
  },
  "claim-check-open": {
    nl: "Het beleid laat open vanaf waar deze controle waarschuwt of tegenhoudt; vul de parameter in.",
    en: "The policy leaves open from where this check warns or blocks; give the parameter.",
  },
  "weighs-nothing": {
    nl: "Bijna iedereen krijgt hiervoor hetzelfde: het weegt mee en onderscheidt niemand, zodat de rest zwaarder weegt dan het beleid zegt.",
    en: "Almost everybody gets the same for this: it carries weight and distinguishes nobody, so that the rest weighs more than the policy says.",
  },
  "no-mirror": {
    nl: "Het beleid zegt niet wat een aanbieder van zichzelf naast anderen te zien krijgt; noem dat onder `mirror`.",
    en: "The policy does not say what a provider is shown of itself beside others; say so under `mirror`.",
  },
  "no-round": {
    nl: "Het beleid zegt niet wat een ronde beslist; noem dat onder `round`.",
    en: "The policy does not say what a round decides; list it under `round`.",
  },
  "no-providers": {
    nl: "Er is niemand om iets over te zeggen; laad declaraties of een dossier.",
    en: "There is nobody to tell anything of; load claims or a dossier.",
  },

  // A request during the year.
  "unknown-procedure": {
    nl: "Het beleid heeft deze procedure niet, of het heeft er meer; noem er een.",
    en: "The policy has no such procedure, or has more than one; name one.",
  },
  "left-to-talks": {
    nl: "Langs deze weg besluit het beleid niets; wat in het gesprek is afgesproken, komt als overeenkomst binnen.",
    en: "On this way the policy decides nothing; what the talks agree on comes in as an agreement.",
  },
  "answered-already": {
    nl: "Op dit verzoek is al geantwoord; wat is vastgelegd blijft staan.",
    en: "This request has been answered; what was recorded stays.",
  },
  "no-ceiling": {
    nl: "Zonder plafond is er niets om ruimte aan toe te voegen.",
    en: "Without a ceiling there is nothing to add room to.",
  },
  "several-contracts": {
    nl: "De aanbieder heeft overeenkomsten met meer verzekeraars; zeg aan welke de ruimte wordt toegevoegd.",
    en: "The provider has contracts with several insurers; say to which the room is added.",
  },

  // Room that moves between providers.
  "no-such-region": {
    nl: "Van deze aanbieder is geen regio bekend die een budget heeft; hij doet niet mee.",
    en: "No region with a budget is known of this provider; it takes no part.",
  },
  "bad-move": {
    nl: "Wat het beleid hier laat teruggeven of vragen kan niet; de aanbieder houdt wat hij heeft.",
    en: "What the policy makes of giving back or asking cannot be; the provider keeps what it has.",
  },

  // What a person takes.
  "no-proposal": {
    nl: "Deze ronde heeft zo'n voorstel niet; kijk naar aanbieder en beslissing.",
    en: "This round has no such proposal; look at provider and decision.",
  },
  "unknown-word": { nl: "Hier mag maar een van enkele woorden staan.", en: "Only one of a few words may stand here." },
  "no-round-folder": {
    nl: "Dit is niet de map van een ronde; noem wat `driehoek run --out` schreef.",
    en: "This is not the folder of a round; name what `driehoek run --out` wrote.",
  },
  "other-round": {
    nl: "Deze ronde is onder een ander beleid gehouden; noem dat beleid.",
    en: "This round was held under another policy; name that policy.",
  },
  "no-budget": {
    nl: "Er staat nergens wat er te besteden is; schrijf een `budget.yaml` of noem er een met `--budget`.",
    en: "Nothing says what there is to spend; write a `budget.yaml` or name one with `--budget`.",
  },
  "no-mandate": {
    nl: "Wie beslist, noemt het mandaat waaronder; een rol, geen naam.",
    en: "Whoever decides names the mandate; a role, not a name.",
  },
  "no-reason": { nl: "Een wijziging heeft een reden.", en: "A change has a reason." },
  "unknown-mandate": {
    nl: "Dit mandaat is niet uitgegeven; de mandaten staan in `mandate.yaml` van het beleid.",
    en: "This mandate was not given out; the mandates stand in `mandate.yaml` of the policy.",
  },
  "above-mandate": {
    nl: "Dit bedrag is hoger dan het mandaat reikt; het grootste telt van voorstel en besluit. Stuur het door naar een mandaat dat verder reikt.",
    en: "This amount is more than the mandate reaches; the larger of proposal and decision counts. Send it on to a mandate that reaches further.",
  },
  "same-person": {
    nl: "Vier ogen zijn van twee mensen; wie het eerst besloot kan niet ook de tweede zijn.",
    en: "Four eyes belong to two people; who decided first cannot be the second as well.",
  },
  "not-fitted": {
    nl: "Deze aanbieder is niet ingepast in het budget; besluit over hem apart.",
    en: "This provider was not fitted into the budget; decide about it apart.",
  },
  "other-fit": {
    nl: "Dit bestand is geen inpassing van dit besluit onder dit beleid; noem de `budget.json` van `driehoek budget --out`.",
    en: "This file is no fit of this decision under this policy; name the `budget.json` of `driehoek budget --out`.",
  },
  "nothing-to-take": {
    nl: "Wat nog niet te beslissen is, kan niet worden overgenomen; wijzig het met een waarde en een reden.",
    en: "What cannot be decided yet cannot be taken over; change it with a value and a reason.",
  },
};
