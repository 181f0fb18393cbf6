/** `driehoek lint POLICY [--freeze] [--coverage] [--no-mutants]` */
import { lint } from "../acts/lint.ts";
import { isError } from "../src/finding.ts";
import { tellErrors, tellLint } from "../text/lint.ts";
import type { LintReport } from "../text/lint.ts";
import { refuse } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

export const command: Command = {
  name: "lint",
  flags: {
    freeze: {
      type: "boolean",
      nl: "bevriest een beleid zonder fouten: schrijft policy.lock",
      en: "freezes a policy without errors: writes policy.lock",
    },
    coverage: {
      type: "boolean",
      nl: "schrijft coverage.md uit coverage.yaml",
      en: "writes coverage.md from coverage.yaml",
    },
    "no-mutants": {
      type: "boolean",
      nl: "zoekt niet naar fouten die geen voorbeeld zou opmerken; dat gaat sneller",
      en: "does not look for mistakes that no example would notice; that is quicker",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [folder, ...others] = words;
    if (folder === undefined || others.length > 0) {
      const finding = refuse("usage", words.join(" "), "one folder of a policy");
      const usage = { nl: "Gebruik: driehoek lint BELEID", en: "Usage: driehoek lint POLICY" }[lang];
      return { exit: 2, result: undefined, findings: [finding], text: usage };
    }
    const input = {
      folder,
      freeze: flags["freeze"] === true,
      coverage: flags["coverage"] === true,
      mutants: flags["no-mutants"] !== true,
    };
    const { exit, findings, report } = await lint(world, input);
    if (report === undefined) return { exit, result: undefined, findings, text: tellErrors(findings, lang).join("\n") };
    // The text tells the warnings itself, group by group; as data all findings come together.
    const told = flags["json"] === true ? findings : findings.filter(isError);
    const text = tellLint(report, findings, lang);
    return { exit, result: resultOf(report), findings: told, policy: report.policy.id, text };
  },
};

function resultOf({ policy, coverage, ...report }: LintReport): object {
  return { ...report, decisions: policy.order.length, status: policy.status, ...(coverage && { coverage }) };
}
