/**
 * Samples that are the same on every machine and every day. Whoever draws a quantity so many times takes each of as many equally likely
 * places once, in an order that belongs to the quantity's name; quantities then vary apart from each other and each as evenly as it
 * can (Latin hypercube sampling, McKay, Beckman and Conover, Technometrics 1979).
 */

/** The numbers from 0 to `count` − 1 in an order of this name: always the same, and unlike that of another name. */
export function shuffled(count: number, name: string): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  let state =
    Array.from(name).reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5) | 1;
  for (let last = count - 1; last > 0; last--) {
    for (const shift of [13, -17, 5]) state ^= shift > 0 ? state << shift : state >>> -shift;
    const other = (state >>> 0) % (last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
