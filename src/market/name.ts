/**
 * Names for a market. Regions, insurers and providers are made up; a likeness to a real one is chance. No person has a name.
 */
const regionNames = [
  "Duinrand",
  "Merenland",
  "Heuvelzoom",
  "Polderhoek",
  "Veenstreek",
  "Rivierbocht",
  "Bosrand",
  "Terpenland",
  "Kreekland",
  "Heidevelden",
  "Havenmond",
  "Lindedal",
  "Zandpad",
  "Wilgenoord",
  "Sluizenland",
  "Molenvliet",
  "Keienveld",
  "Rietkraag",
  "Stroomdal",
  "Waddenzicht",
  "Torenhoek",
  "Grensmeren",
  "Akkerland",
  "Bronnendal",
  "Kanaalstreek",
  "Eikenhout",
  "Vestingland",
  "Kustboog",
  "Zuiderdijk",
  "Noorderplas",
  "Middelgaard",
];

/** What a region is called; the country has thirty-one. */
export function regionName(index: number): string {
  return regionNames[index] ?? `Regio ${index + 1}`;
}

const insurerNames = ["Voorbeeld", "Anker", "Baken", "Cirkel", "Delta", "Eikel"];

/** The first is the buyer, the fictitious insurer of the example policies. */
export function insurerName(index: number): string {
  return `${insurerNames[index] ?? `Fictie ${index + 1}`} Zorgverzekeraar`;
}

const kinds = ["Thuiszorg", "Wijkzorg", "Buurtverpleging", "Zorggroep", "Wijkteam", "Zorg Thuis"];
const heads = ["Zilver", "Linde", "Water", "Zonne", "Wilgen", "Beuken", "Linnen", "Klaver", "Oever", "Duin", "Vlier"];
const tails = ["hof", "rand", "brug", "veld", "gaard", "plein", "poort", "tuin", "kamp", "stede", "horst", "wal"];

/** What a provider is called; the first 792 names differ by themselves, later ones carry a number. */
export function providerName(index: number): string {
  const tail = tails[(Math.floor(index / 66) + index) % tails.length];
  const name = `${kinds[index % kinds.length]} ${heads[index % heads.length]}${tail}`;
  const round = Math.floor(index / 792);
  return round === 0 ? name : `${name} ${round + 1}`;
}
