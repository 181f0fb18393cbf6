/**
 * Settlement: how long a hundred thousand contracts take, of all forms that are shipped; and a million years of random contracts, none
 * of which may lose a cent. `npm run bench settlement -- 100000` tries fewer years.
 */
import { readFileSync, readdirSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { tryContract } from "../house/random-contract.ts";
import { readContract, settle } from "../src/contract.ts";
import type { Contract } from "../src/contract.ts";
import { count, ratio, seconds } from "./figure.ts";

const contracts = 100_000;
const barMilliseconds = 2000;

/** Each random contract lives through so many years. */
const yearsEach = 500;

export function benchSettlement(years = 1_000_000): void {
  const forms = shippedForms();
  const [from, worked] = [performance.now(), process.cpuUsage()];
  let settled = 0;
  for (let i = 0; i < contracts; i++) {
    const contract = forms[i % forms.length]!;
    const { facts } = contract.examples[i % contract.examples.length]!;
    if (settle(contract, facts).payments.length > 0) settled++;
  }
  const took = performance.now() - from;
  const busy = seconds(process.cpuUsage(worked).user / 1000);
  const bar = `bar ${seconds(barMilliseconds)}, ${ratio(took / barMilliseconds)}; ${busy} of processor time`;
  console.log(`  ${count(settled)} contracts settled, of ${forms.length} forms   ${seconds(took)}   (${bar})`);
  benchRandom(years);
}

function benchRandom(years: number): void {
  const from = performance.now();
  let [tried, problems] = [0, 0];
  const random = Math.ceil(years / yearsEach);
  for (let seed = 0; seed < random; seed++) {
    const { years: done, problem } = tryContract(seed, yearsEach);
    tried += done;
    if (problem !== undefined) console.log(`  seed ${seed}: ${problem}`, problems++);
    if (seed % 500 === 499) console.error(`  ${count(tried)} years, ${seconds(performance.now() - from)}`);
  }
  const told = `${count(tried)} years of ${random} random contracts, each told in two orders, drawn and filled once`;
  console.log(`  ${told}   ${seconds(performance.now() - from)}`);
  console.log(
    `  ${problems} problems: a cent made or lost, an order that matters, a cliff undeclared, a sum not filled`,
  );
}

function shippedForms(): Contract[] {
  const folder = new URL("../examples/contracts/", import.meta.url);
  return readdirSync(folder).flatMap((form) => {
    const { contract } = readContract(form, readFileSync(new URL(`${form}/contract.yaml`, folder), "utf8"));
    return contract ?? [];
  });
}
