/**
 * Who may decide what: the mandates that a buyer gave out, as its policy says in `mandate.yaml`.
 *
 *     roles:
 *       - {id: purchaser, nl: Inkoper, en: Purchaser, alone: "1000000.00", together: "5000000.00", assumption: …}
 *       - {id: director, nl: Directeur, en: Director, alone: any, together: any, assumption: …}
 *     mandates: {inkoper: purchaser, inkoper-2: purchaser, directeur: director}
 *
 * A mandate is a seat that one person holds, known by its id and never by a name. Its role says up to which amount its holder
 * decides alone, and up to which as one of two: above the first it takes four eyes, two different mandates that decide the same.
 * What counts is the larger of the amount that was proposed and the one that is decided, for to take much away is as much as to
 * give it. Where no amount is decided, every mandate decides alone. A policy without the page gives out no mandates, and whose role
 * is named is then taken at its word.
 */
import { basisKeys, readBasis } from "./basis.ts";
import type { Basis } from "./basis.ts";
import { parseDecimal, rescale, toDecimalText } from "./decimal.ts";
import { checkKeys, checkOnce, child, childText, describe, entriesOf, findingAt, itemsOf } from "./document.ts";
import type { Node } from "./document.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";

/** Up to and including so many cents, or whatever the amount. */
export type Limit = bigint | "any";

export interface Role {
  readonly id: string;
  readonly nl: string;
  readonly en: string;
  /** Without it nobody in this role decides an amount alone. */
  readonly alone?: Limit;
  /** Without it nobody in this role is one of two. */
  readonly together?: Limit;
  readonly basis: Basis;
  readonly declaredAt: Node;
}

/** The role behind every mandate. */
export type Mandates = ReadonlyMap<string, Role>;

/** The mandates of a policy; undefined when it has no `mandate.yaml`. */
export function readMandates(policy: Policy, findings: Finding[]): Mandates | undefined {
  const node = policy.documents.get("mandate.yaml");
  if (node === undefined || !checkKeys(node, ["roles", "mandates"], [], findings)) return undefined;
  const roles = itemsOf(child(node, "roles"), "roles", findings).flatMap((item) => readRole(item, findings) ?? []);
  checkOnce(roles, "a new id: each role is declared once", findings);
  const byId = new Map(roles.map((role) => [role.id, role]));
  const given = entriesOf(child(node, "mandates"), "mandates", findings).flatMap(({ key, value }) => {
    const role = byId.get(value.kind === "scalar" ? value.text : "");
    if (role !== undefined) return [[key.text, role] as const];
    const expected = didYouMean(value.kind === "scalar" ? value.text : "", byId.keys(), "a role");
    findings.push(findingAt(value, "unknown-name", describe(value), expected));
    return [];
  });
  return new Map(given);
}

function readRole(node: Node, findings: Finding[]): Role | undefined {
  if (!checkKeys(node, ["id", "nl", "en"], ["alone", "together", ...basisKeys], findings)) return undefined;
  const basis = readBasis(node, findings);
  const [alone, together] = ["alone", "together"].map((key) => readLimit(child(node, key), findings));
  if (basis === undefined || alone === "unread" || together === "unread") return undefined;
  const [id = "", nl = "", en = ""] = ["id", "nl", "en"].map((key) => childText(node, key));
  const limits = { ...(alone !== undefined && { alone }), ...(together !== undefined && { together }) };
  return { id, nl, en, ...limits, basis, declaredAt: node };
}

function readLimit(node: Node | undefined, findings: Finding[]): Limit | undefined | "unread" {
  if (node === undefined) return undefined;
  const text = node.kind === "scalar" ? node.text : "";
  if (text === "any") return "any";
  const decimal = parseDecimal(text);
  const cents = decimal && rescale(decimal, 2);
  if (cents !== undefined && cents >= 0n) return cents;
  findings.push(findingAt(node, "bad-value", describe(node), 'an amount as "1250.00", or `any`'));
  return "unread";
}

/** What somebody is about to decide. */
export interface Deciding {
  readonly mandate: string;
  /** The larger of what was proposed and what is decided, in cents; absent where no amount is decided. */
  readonly amount?: bigint;
  /** The mandate of who decided the same before and waits for a second. */
  readonly first?: string;
  /** Of what no second person can join: it takes a mandate that decides it alone. */
  readonly isForOne?: true;
}

/** Whether it stands: on its own, as the second of two, or not before a second; or why it may not be decided. */
export type Ruling =
  | { readonly kind: "alone" }
  | { readonly kind: "second"; readonly first: string }
  | { readonly kind: "waits" }
  | Refused;

/** With what was found, and what lies within the mandates that were given out. */
export type Refused = { readonly kind: "refused" } & Pick<Finding, "code" | "found" | "expected">;

/** Refused as `unknown-mandate`, `above-mandate` or `same-person`. */
export function rulingOf(mandates: Mandates, deciding: Deciding): Ruling {
  const { mandate, amount, first, isForOne } = deciding;
  const role = mandates.get(mandate);
  if (role === undefined) return unknownMandate(mandates, mandate);
  if (amount === undefined || reaches(role.alone, amount)) return { kind: "alone" };
  if (isForOne === true || !reaches(role.together, amount))
    return aboveMandate(mandates, role, { ...deciding, amount });
  if (first === undefined) return { kind: "waits" };
  if (first !== mandate) return { kind: "second", first };
  const others = idsOf(mandates, (other, id) => id !== mandate && reaches(other.together, amount));
  const expected = `a second person, as ${others}`;
  return { kind: "refused", code: "same-person", found: `mandate ${mandate}`, expected };
}

/** A mandate that nobody was given; expected is one of those that were. */
export function unknownMandate(mandates: Mandates | undefined, mandate: string): Refused {
  const given = mandates && `a mandate that the policy gave out, as ${[...mandates.keys()].join(", ")}`;
  const expected = given ?? "mandates that the policy gave out, in its `mandate.yaml`";
  return { kind: "refused", code: "unknown-mandate", found: `mandate ${mandate}`, expected };
}

/** How far the mandate reaches, and which others reach as far as the amount: by themselves, or with a second person. */
function aboveMandate(
  mandates: Mandates,
  role: Role,
  { mandate, amount, isForOne }: Deciding & { readonly amount: bigint },
): Refused {
  const alone = idsOf(mandates, (other) => reaches(other.alone, amount));
  const together = idsOf(
    mandates,
    (other) => isForOne !== true && !reaches(other.alone, amount) && reaches(other.together, amount),
  );
  const ways = [
    ...(alone === "" ? [] : [`${alone} alone`]),
    ...(together === "" ? [] : [`${together} with a second person`]),
  ];
  const who = ways.length === 0 ? "no mandate reaches this amount" : `this amount takes ${ways.join(", or ")}`;
  const found = `${toDecimalText(amount, 2)} under mandate ${mandate}`;
  const expected = `${reachOf(isForOne === true ? { alone: role.alone } : role)} under this mandate; ${who}`;
  return { kind: "refused", code: "above-mandate", found, expected };
}

function reaches(limit: Limit | undefined, amount: bigint): boolean {
  return limit === "any" || (limit !== undefined && amount <= limit);
}

/** Up to where a role decides, in words; it is asked of a role that does not decide everything. */
function reachOf({ alone, together }: { readonly [key in "alone" | "together"]?: Limit | undefined }): string {
  if (typeof together === "bigint" && !(typeof alone === "bigint" && alone >= together))
    return `at most ${toDecimalText(together, 2)} with a second person`;
  return typeof alone === "bigint" ? `at most ${toDecimalText(alone, 2)} alone` : "no amount";
}

function idsOf(mandates: Mandates, fits: (role: Role, id: string) => boolean): string {
  return [...mandates].flatMap(([id, role]) => (fits(role, id) ? [id] : [])).join(", ");
}
