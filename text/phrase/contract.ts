/** Phrases about contracts as policy text: their terms, rates and amounts. */
import type { Phrase } from "../phrase.ts";

export const contractPhrases: readonly Phrase[] = [
  ["nothing about {}", "niets over {}"],
  ["what it will be", "wat het wordt"],
  ["a fact of the contract", "een feit van het contract"],
  ["one for every choice", "een voor elke keuze"],
  [
    "`cliff:` with the reason why pay jumps there, or a share of what lies `above` or `below` an edge",
    "`cliff:` met de reden waarom de betaling daar springt, of een deel van wat boven (`above`) of onder (`below`) een grens ligt",
  ],
  ["a condition on the volume to go with it", "een voorwaarde aan het volume die erbij hoort"],
  [
    "a term or fact of parts, in a term of the whole contract",
    "een term of feit van onderdelen, in een term van het hele contract",
  ],
  ["a share as {}, zero or more", "een aandeel zoals {}, nul of meer"],
  ["a whole number of instalments", "een heel aantal termijnen"],
  ["no share above zero", "geen aandeel boven nul"],
  ["{}, one per {}", "{}, een per {}"],
  ["a fact that is a number", "een feit dat een getal is"],
  ["a percentage as {}", "een percentage zoals {}"],
  ["a price as {}", "een prijs zoals {}"],
  ["an amount as {}", "een bedrag zoals {}"],
  ["nothing that gives a percentage", "niets dat een percentage geeft"],
  ["nothing that gives an amount", "niets dat een bedrag geeft"],
  [
    "a `sum` without further steps: an open amount has no figure",
    "een `sum` zonder verdere stappen: een open bedrag heeft geen getal",
  ],
  ["a cliff", "een klif"],
  ["a condition on the volume", "een voorwaarde aan het volume"],
  ["a number like {} behind the {}", "een getal zoals {} achter {}"],
  ["{}, which may be open", "{}, dat open mag zijn"],
  ["somebody who carries the amount", "iemand die het bedrag draagt"],
  ["{} is {}", "{} is {}"],
];
