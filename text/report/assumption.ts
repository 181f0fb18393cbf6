/**
 * The assumptions that a proposal rests on, as somebody who doubts one needs them: of which parameter, fact or rule it is, which value
 * it gave, why, and in which decisions it came in. All of it is read from the receipt and the trace.
 */
import { toJson } from "../../src/datum.ts";
import { parseDecimal, rescale } from "../../src/decimal.ts";
import { outputsOf } from "../../src/decision.ts";
import type { Policy } from "../../src/policy.ts";
import type { Input, Operand, SheetRecord, Step } from "../../src/receipt.ts";
import type { Proposal } from "../../src/round.ts";
import { toFigure } from "../figure.ts";
import { labelOf, nameOf, partLabel } from "../label.ts";
import type { Language } from "../text.ts";
import { assumptionHtml } from "./ground.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

const words = {
  nl: {
    title: "Aannames waarop dit rust",
    lead: "Het beleid laat dit open of de inkoper heeft het ingevuld; elk punt is een aanname en geen citaat.",
    columns: ["Aanname over", "Waarde", "Waarom", "Speelt mee in"],
  },
  en: {
    title: "Assumptions it rests on",
    lead: "The policy leaves this open, or the buyer filled it in; each point is an assumption and no quotation.",
    columns: ["Assumption about", "Value", "Why", "Came in by"],
  },
} as const;

export interface Assumption {
  readonly name: string;
  /** What it comes to; empty for a formula, whose outcome is its own. */
  readonly value: string;
  readonly why: string;
  /** The decisions that it came in by. */
  readonly where: readonly string[];
}

/** Every assumption among the inputs and steps of the receipt, each once. */
export function assumptionsOf(proposal: Proposal, policy: Policy, lang: Language): Assumption[] {
  const { inputs, steps } = proposal.receipt;
  const assumed = inputs.filter(({ assumption }) => assumption !== undefined);
  const byName = Map.groupBy(assumed, ({ ref, assumption }) => `${ref} ${assumption}`);
  const ofInputs = [...byName.values()].map((group) => ofInput(group, proposal, policy, lang));
  const rules = Map.groupBy(
    steps.filter(({ assumption }) => assumption !== undefined),
    ({ decision, rule, assumption }) => `${decision} ${rule} ${assumption}`,
  );
  return [...ofInputs, ...[...rules.values()].map((group) => ofRule(group, policy, lang))];
}

function ofInput(group: readonly Input[], { receipt }: Proposal, policy: Policy, lang: Language): Assumption {
  const { ref, assumption = "" } = group[0]!;
  const places = new Set(group.map((input) => receipt.inputs.indexOf(input)));
  const steps = receipt.steps.filter(({ args }) => args.some((arg) => "in" in arg && places.has(arg.in)));
  const sheets = Object.entries(receipt.sheets).filter(([, sheet]) => boundsOf(sheet).some((at) => places.has(at)));
  const readers = [...steps.map(({ decision }) => decision), ...sheets.map(([id]) => id.split("/")[0]!)];
  const where = [...new Set(readers.map((decision) => labelOf(decision, policy, lang)))];
  return { name: nameOf(ref, policy, lang), value: valueOf(group, policy, lang), why: assumption, where };
}

/** The inputs that stand as bounds and values in the cells of a sheet. */
function boundsOf({ rules }: SheetRecord): number[] {
  const cells = rules.flatMap(({ when }) => when);
  const operands = cells.flatMap((cell): (Operand | undefined)[] => {
    if ("in" in cell) return [...cell.in];
    if ("not_in" in cell) return [...cell.not_in];
    return "any" in cell ? [] : [cell.from, cell.to];
  });
  return operands.flatMap((operand) => (operand !== undefined && "input" in operand ? [operand.input] : []));
}

/** One value for all; of parts that differ each with its name. */
function valueOf(group: readonly Input[], policy: Policy, lang: Language): string {
  const told = group.map(({ ref, part, value }) => {
    const type = policy.names.find(ref.split("@")[0]!)?.type;
    const figure = type === undefined || value === undefined ? "" : toFigure(type, value, lang, policy.units);
    return { part, figure };
  });
  if (new Set(told.map(({ figure }) => figure)).size === 1) return told[0]!.figure;
  return told.map(({ part = "", figure }) => `${partLabel(part, policy, lang)}: ${figure}`).join("; ");
}

/** A rule of a sheet with what it picked, or a formula. */
function ofRule(group: readonly Step[], policy: Policy, lang: Language): Assumption {
  const { decision: id, assumption = "" } = group[0]!;
  const name = labelOf(id, policy, lang);
  const decision = policy.decisions.get(id);
  const picked = group.find(({ op }) => op === "pick")?.out;
  const type = decision?.kind === "sheet" ? outputsOf(decision)[0]?.type : undefined;
  const value = typeof picked === "string" && type !== undefined ? picked : "";
  if (value === "" || type === undefined) return { name, value: "", why: assumption, where: [name] };
  const written = type.kind === "number" ? parseDecimal(value) : undefined;
  const digits = written && type.kind === "number" ? rescale(written, type.scale) : undefined;
  const json = digits === undefined ? value : toJson(type, digits);
  return { name, value: toFigure(type, json, lang, policy.units), why: assumption, where: [name] };
}

/** The assumptions as a table; nothing where there are none. */
export function assumptionSection(proposal: Proposal, policy: Policy, lang: Language): Html | undefined {
  const assumptions = assumptionsOf(proposal, policy, lang);
  if (assumptions.length === 0) return undefined;
  const { title, lead, columns } = words[lang];
  const row = ({ name, value, why, where }: Assumption): Html =>
    html`<tr>
      ${[name, value === "" ? "–" : value, assumptionHtml(why, policy, lang), where.join("; ")].map((cell) => html`<td>${cell}</td>`)}
    </tr>`;
  return html`<section>
    <h2>${title}</h2>
    <p class="lead">${lead}</p>
    <table>
      <thead>
        <tr>
          ${columns.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${assumptions.map(row)}
      </tbody>
    </table>
  </section>`;
}
