/** Two statistics of one amount over different peers: what they differ by is known of those who count in one of them alone. */
import { findingAt, quote } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { Indicator, PeerStatistic } from "../indicator.ts";

/** A warning at each statistic whose peers are declared otherwise than those of an earlier one of the same amount. */
export function apartFindings(indicators: readonly Indicator[]): readonly Finding[] {
  const statistics = indicators.flatMap(({ id, subject, method, declaredAt }) => {
    if (method.kind !== "peer-mean" && method.kind !== "peer-deviation" && method.kind !== "peer-sum") return [];
    return [{ id, amount: `${subject} ${method.of.key}`, peers: peersOf(method), declaredAt }];
  });
  return statistics.flatMap(({ amount, peers, declaredAt }, i) => {
    const other = statistics.slice(0, i).find((one) => one.amount === amount && one.peers !== peers);
    if (other === undefined) return [];
    const expected = "the same peers, or groups so far apart that their difference tells of nobody";
    const found = `peers other than those of ${quote(`indicator.${other.id}`)}`;
    return [findingAt(declaredAt, "peers-apart", found, expected, { severity: "warning" })];
  });
}

/** Who counts, as text: the same for statistics that are declared over the same peers. */
function peersOf({ among, between }: PeerStatistic): string {
  const conditions = among.map(({ key, value }) => `${key}=${value}`).toSorted();
  const ends = between?.map(({ key }) => key) ?? [];
  return JSON.stringify([conditions, ends]);
}
