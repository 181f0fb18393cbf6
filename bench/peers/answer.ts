/**
 * An answer to the question of the peers as whole numbers by name, so that two can be laid side by side to the cent: `cost 42900010
 * frail_short` → `10 clients, 1619476`. What a peer tells more finely than we do is brought to what we tell: quartiles to the fence
 * that they make, clients in care per age to those of a region who are old enough to count.
 */
export type Answer = ReadonlyMap<string, string>;

/** A ratio in millionths may be one off in a peer that reckons with binary fractions. */
const millionth = 1n;

interface Figure {
  readonly value?: string;
  readonly made?: Readonly<Record<string, string>>;
}

interface Told {
  readonly result: {
    readonly providers: readonly {
      readonly provider: string;
      readonly figures: Readonly<Record<string, Figure>>;
      readonly claims?: readonly { readonly level: string }[];
      readonly parts: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Figure>>>>>>;
    }[];
    readonly regions: readonly { readonly region: string; readonly figures: Readonly<Record<string, Figure>> }[];
    readonly notes: Readonly<
      Record<string, readonly { readonly code: string; readonly args: Readonly<Record<string, string>> }[]>
    >;
  };
}

/**
 * Our answer; the age from which people count in a region; and the providers of whom nothing is told, since their claims do not
 * pass the gate.
 */
export interface OwnAnswer {
  readonly answer: Answer;
  readonly ageFrom: number;
  readonly withheld: ReadonlySet<string>;
}

/** Of what `driehoek value --json` printed. */
export function ownAnswer(printed: string): OwnAnswer {
  const { providers, regions, notes } = (JSON.parse(printed) as Told).result;
  const answer = new Map<string, string>();
  const withheld = new Set<string>();
  for (const { provider, figures, parts, claims } of providers) {
    if (claims?.some(({ level }) => level === "red")) {
      withheld.add(provider);
      continue;
    }
    const { cost_ratio: cost, outlier_share: outliers } = figures;
    if (cost?.value !== undefined) answer.set(`cost_ratio ${provider}`, cost.value.replace(".", ""));
    if (outliers?.value !== undefined)
      answer.set(`outliers ${provider}`, counted(outliers.made?.["clients"], outliers.made?.["outliers"]));
    for (const [group, { group_cost_ratio: own }] of Object.entries(parts["provider.group"] ?? {}))
      if (own !== undefined)
        answer.set(`cost ${provider} ${group}`, counted(own.made?.["clients"], own.made?.["actual_cents"]));
  }
  for (const { code, args } of notes["outlier_share"] ?? [])
    if (code === "fence") answer.set(`fence ${args["group"]}`, args["cents"] ?? "");
  for (const { region, figures } of regions)
    answer.set(`in_care ${region}`, figures["admission_ratio"]?.made?.["actual_clients"] ?? "");
  const cut = notes["admission_ratio"]?.find(({ code }) => code === "age_class_left_out");
  return { answer, ageFrom: Number(cut?.args["to"] ?? 17) + 1, withheld };
}

/** Of what a peer printed: rows of figure, of whom or what, part, clients and amount. */
export function peerAnswer(printed: string, { ageFrom, withheld }: OwnAnswer): Answer {
  const answer = new Map<string, string>();
  const quartiles = new Map<string, bigint>();
  const inCare = new Map<string, bigint>();
  for (const row of printed.trim().split("\n")) {
    const [figure = "", unit = "", part = "", clients = "", amount = ""] = row.replaceAll('"', "").split(",");
    if (withheld.has(unit)) continue;
    if (figure === "cost") answer.set(`cost ${unit} ${part}`, counted(clients, amount));
    else if (figure === "outliers") answer.set(`outliers ${unit}`, counted(clients, amount));
    else if (figure === "cost_ratio") answer.set(`cost_ratio ${unit}`, amount);
    else if (figure.startsWith("quartile")) quartiles.set(`${figure} ${unit}`, BigInt(amount));
    else if (figure !== "in_care") answer.set(`what is this? ${row}`, "");
    else if (Number(part.split(" ")[1]) >= ageFrom) inCare.set(unit, (inCare.get(unit) ?? 0n) + BigInt(clients));
  }
  for (const [region, clients] of inCare) answer.set(`in_care ${region}`, String(clients));
  for (const [name, third] of quartiles) {
    const [quartile, group] = name.split(" ");
    const first = quartiles.get(`quartile_1 ${group}`);
    if (quartile === "quartile_3" && first !== undefined)
      answer.set(`fence ${group}`, String(third ** 4n / first ** 3n));
  }
  return answer;
}

function counted(clients = "", amount = ""): string {
  return `${clients} clients, ${amount}`;
}

/** What two answers do not have in common, a line each. */
export function differences(own: Answer, peer: Answer): string[] {
  const names = [...new Set([...own.keys(), ...peer.keys()])].toSorted();
  return names.flatMap((name) => {
    const [ours, theirs] = [own.get(name), peer.get(name)];
    if (ours === theirs) return [];
    const isClose = name.startsWith("cost_ratio ") && ours && theirs && isOneOff(BigInt(ours), BigInt(theirs));
    return isClose ? [] : [`${name}: ${ours ?? "nothing"} here, ${theirs ?? "nothing"} there`];
  });
}

function isOneOff(a: bigint, b: bigint): boolean {
  return (a < b ? b - a : a - b) <= millionth;
}
