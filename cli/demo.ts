/** `driehoek demo [--size region] [--seed 1] [--out DIR]` */
import { demo } from "../acts/demo.ts";
import { isSizeName } from "../src/market.ts";
import { tally } from "../src/round.ts";
import { tellDemo } from "../text/demo.ts";
import { roundPages } from "../text/report.ts";
import { refuse } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

/** The years of care that the example policy counts: one for the indicators, one that the ceiling builds on. */
const years = [2022, 2023];

export const command: Command = {
  name: "demo",
  flags: {
    size: { type: "string", nl: "tiny, region (standaard) of country", en: "tiny, region (the default) or country" },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [size, seed] = [String(flags["size"] ?? "region"), Number(flags["seed"] ?? 1)];
    if (words.length > 0)
      return { exit: 2, result: {}, findings: [refuse("usage", words[0]!, "no words, only flags")], text: "" };
    if (!isSizeName(size))
      return {
        exit: 2,
        result: {},
        findings: [refuse("flag-value", `--size ${size}`, "tiny, region or country")],
        text: "",
      };
    const out = typeof flags["out"] === "string" ? flags["out"] : `out/demo-${size}-${seed}`;
    const folder = await examplePolicy(world);
    const report = (round: Parameters<typeof roundPages>[0]) => roundPages(round, lang);
    const effects = { ...world, openLake: (path: string) => world.openLake(path), report };
    const { exit, findings, demo: told } = await demo(effects, { size, seed, years, out, folder });
    if (told === undefined) return { exit, result: {}, findings, text: "" };
    const { round, story } = told;
    const result = { out, providers: round.proposals.length, tally: tally(round.proposals), story: story.provider };
    return {
      exit,
      result,
      findings,
      on: round.on,
      policy: round.policy.id,
      text: tellDemo({ ...told, out: `${out}/round` }, lang),
    };
  },
};

/** The example policy as it stands here, or as it came with the program. */
async function examplePolicy({ files, installedFacts }: Call["world"]): Promise<string> {
  const own = "policy/voorbeeld-wijkverpleging/2024";
  return (await files.read(`${own}/policy.yaml`)) === undefined
    ? `${installedFacts}/../voorbeeld-wijkverpleging/2024`
    : own;
}
