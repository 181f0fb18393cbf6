/** Phrases about the command line, about choosing and holding a round, and about how far the work is. */
import type { Phrase } from "../phrase.ts";

export const commandPhrases: readonly Phrase[] = [
  // How far the work is.
  ["{}: {} insured, {} providers", "{}: {} verzekerden, {} aanbieders"],
  ["claims up to {}", "declaraties tot en met {}"],
  ["{}: {} providers", "{}: {} aanbieders"],

  // The radar.
  [
    "claim messages that bear a date, or `--received` with the day",
    "declaratieberichten met een dag, of `--received` met de dag",
  ],
  ["no batch with a date", "geen levering met een dag"],
  ["{} batches without a date", "{} leveringen zonder dag"],
  [
    "agreements (`load contracts`) or dated claims (`load claims`) of that year",
    "afspraken (`load contracts`) of gedateerde declaraties (`load claims`) van dat jaar",
  ],
  ["nothing known on {}", "niets bekend op {}"],
  ["a provider with claims or an agreement", "een aanbieder met declaraties of een afspraak"],
  ["driehoek radar --lake DIR --on DAY", "driehoek radar --lake MAP --on DAG"],
  ["driehoek radar --lake MAP --on DAG", "driehoek radar --lake MAP --on DAG"],
  ["when a deliverable opens or closes", "wanneer een stuk opengaat of sluit"],

  // Procedures and requests.
  ["when a deliverable opens or closes, or {}", "wanneer een stuk opengaat of sluit, of {}"],
  ["a {} of the policy", "een {} van het beleid"],
  ["ways without a {}", "wegen zonder een {}"],
  ["{} with the decision that says which", "{} met het besluit dat het zegt"],
  ["a decision that is a choice", "een besluit dat een keuze is"],
  ["a decision that is a day", "een besluit dat een dag is"],
  ["one procedure of this id", "één procedure met deze naam"],
  ["one phase of this id", "één fase met deze naam"],
  ["no source, or two", "geen bron, of twee"],
  ["{} procedures", "{} procedures"],
  ["a change that is talked about apart", "een wijziging waarover afzonderlijk wordt gesproken"],
  ["an agreement of its own ({})", "een eigen overeenkomst ({})"],
  ["answered on {}", "beantwoord op {}"],
  ["one answer to a request", "één antwoord op een verzoek"],
  ["an answer other than the proposal", "een ander antwoord dan het voorstel"],
  ["no ceiling of {}", "geen plafond van {}"],
  ["an agreement ({}) or a ceiling of the round", "een overeenkomst ({}) of een plafond van de ronde"],
  ["contracts with several insurers", "overeenkomsten met meer verzekeraars"],
  ["{} with the one that grants", "{} met degene die toekent"],
  [
    "driehoek request BELEID --lake MAP --on DAG [--provider P --round MAP --grant BEDRAG]",
    "driehoek request BELEID --lake MAP --on DAG [--provider P --round MAP --grant BEDRAG]",
  ],
  [
    "driehoek request POLICY --lake DIR --on DAY [--provider P --round DIR --grant AMOUNT]",
    "driehoek request BELEID --lake MAP --on DAG [--provider P --round MAP --grant BEDRAG]",
  ],
  // The budget.
  ["the folder of a round, as `run --out` wrote it", "de map van een ronde, zoals `run --out` die schreef"],
  ["`budget.yaml` in the policy, or `--budget FILE`", "`budget.yaml` in het beleid, of `--budget BESTAND`"],
  ["a round of {}", "een ronde van {}"],
  ["no `amount` and no `share`", "geen `amount` en geen `share`"],
  ["`amount` and `share`", "`amount` en `share`"],
  ['a percentage as "95.00"', 'een percentage als "95.00"'],
  ['a weight above zero, as "2.00"', 'een gewicht boven nul, als "2.00"'],
  ["a decision that gives an amount of money", "een besluit dat een bedrag geeft"],

  // Mandates.
  ["mandate {}", "mandaat {}"],
  ["a mandate that decides this amount alone", "een mandaat dat dit bedrag alleen mag besluiten"],
  ["a mandate that the policy gave out", "een mandaat dat het beleid heeft uitgegeven"],
  ["an amount within the mandate, or `--verdict send-on`", "een bedrag binnen het mandaat, of `--verdict send-on`"],
  ["a second person: another mandate than the first", "een tweede mens: een ander mandaat dan het eerste"],
  ["no fitted amount for {}", "geen ingepast bedrag voor {}"],
  ["a `budget.json` of {} under this policy", "een `budget.json` van {} onder dit beleid"],
  ["another file", "een ander bestand"],
  ["no proposal for {}", "geen voorstel over {}"],
  ["a decision of this round", "een besluit van deze ronde"],
  ["--all or one provider", "--all of één aanbieder"],
  ['an amount as "1250.00", or `any`', 'een bedrag als "1250.00", of `any`'],
  ["a role", "een rol"],

  // The command line.
  ["command line", "opdrachtregel"],
  ["a number of cores such as {}", "een aantal rekenkernen zoals {}"],
  ["nl or en", "nl of en"],
  ["a whole number such as {}", "een geheel getal zoals {}"],
  ["a year such as {}", "een jaar zoals {}"],
  ["{.} once", "{.} één keer"],
  ["{} without a value", "{} zonder waarde"],
  ["a value behind it", "een waarde erachter"],
  ["a flag that --help lists", "een vlag die --help noemt"],
  ["a name of letters, digits, dots and dashes", "een naam van letters, cijfers, punten en streepjes"],
  ["one folder of a policy", "één map van een beleid"],
  ["no words, only flags", "geen woorden, alleen vlaggen"],
  ["flags only, as {}", "alleen vlaggen, zoals {}"],
  ["an empty or new folder", "een lege of nieuwe map"],
  ["`no --out`", "geen --out"],
  ["--out DIR: the folder of the market", "--out MAP: de map van de markt"],
  ["tiny, region or country", "tiny, region of country"],
  ["a year, or years as 2022-2023, from 2018 to 2029", "een jaar, of jaren als 2022-2023, van 2018 tot en met 2029"],
  [
    "--dirty with --format aw319: the faults go in the claim files",
    "--dirty met --format aw319: de fouten komen in de declaratiebestanden",
  ],
  ["claim files for tiny or region", "declaratiebestanden bij tiny of region"],
  ["load {} FILE… --lake DIR", "load {} BESTAND… --lake MAP"],
  ["a provider with claims or a dossier", "een aanbieder met declaraties of een dossier"],
  ["other words", "andere woorden"],
  [
    "driehoek decide POLICY DECISION --facts FILE [--on DAY]",
    "driehoek decide BELEID BESLUIT --facts BESTAND [--on DAG]",
  ],
  [
    "driehoek decide BELEID BESLUIT --facts BESTAND [--on DAG]",
    "driehoek decide BELEID BESLUIT --facts BESTAND [--on DAG]",
  ],
  [
    "driehoek verify RECEIPT… [--keys FILE], or one RECEIPT with --proof FILE",
    "driehoek verify REKENBON… [--keys BESTAND], of één REKENBON met --proof BESTAND",
  ],

  ["`--insurer` with the buyer's own, as {}", "`--insurer` met de eigen verzekeraars van de inkoper, zoals {}"],

  // Choosing a version, deciding, holding a round.
  [
    "`--insurer` with the buyer's own, unless all of them are",
    "`--insurer` met de eigen verzekeraars van de inkoper, tenzij het er alle zijn",
  ],
  ["{} of {} providers with {}, and a weight of {} %", "{} van {} aanbieders met {}, en een gewicht van {} %"],
  ["no version for {}", "geen versie voor {}"],
  ["a policy valid on {}", "een beleid dat geldt op {}"],
  ["{}, while {} is valid until {}", "{}, terwijl {} geldt tot {}"],
  [
    "a day before {}, or the folder of the years, from which the day chooses",
    "een dag vóór {}, of de map van de jaren, waaruit de dag kiest",
  ],
  ["--part with {}", "--part met {}"],
  ["the {}s in the facts", "een {} uit de feiten"],
  ["no part", "geen onderdeel"],
  ["no lake.json", "geen lake.json"],
  [
    "a lake, made by `driehoek load` or `driehoek market`",
    "een lake, gemaakt met `driehoek load` of `driehoek market`",
  ],
  ["no round in {}", "geen ronde in {}"],
  [
    "`round: […]` in policy.yaml: the decisions that a round takes",
    "`round: […]` in policy.yaml: de beslissingen die een ronde neemt",
  ],
  ["no provider", "geen aanbieder"],
  [
    "claims (`load claims`) or a dossier (`load dossier`, `--dossier`)",
    "declaraties (`load claims`) of een dossier (`load dossier`, `--dossier`)",
  ],
  ["{} of {}, known at {}", "{} van {}, bekend op {}"],
  ["{} before {}; the version before it counts", "{} vóór {}; de versie daarvoor telt"],

  // Taking a decision.
  ["no {.} for {.}", "geen {.} voor {.}"],
  ["a provider and a decision of this round", "een aanbieder en een beslissing van deze ronde"],
  ["no mandate", "geen mandaat"],
  ["the mandate under which it is decided, as {}", "het mandaat waaronder is beslist, zoals {}"],
  ["a change without a reason", "een wijziging zonder reden"],
  ["`--reason` with why", "`--reason` met waarom"],
  ["no value", "geen waarde"],
  ["a proposal that is incomplete", "een voorstel dat niet volledig is"],
  ["`--verdict change` with a value and a reason", "`--verdict change` met een waarde en een reden"],
];
