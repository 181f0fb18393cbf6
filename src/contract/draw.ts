/** Chance for futures: a draw is a hash of the seed and of its number, so that a future is the same on every machine. */

/** The draw of this number from the normal curve, in thousandths: 0 on average, 1000 is one standard deviation. */
export function drawNormal(seed: number, number: number): number {
  let state = mix(mix(seed) ^ number);
  // The sum of twelve even draws from 0 to 999 has variance one and is near enough to the normal curve; 5994 is its mean.
  let sum = -5994;
  for (let i = 0; i < 12; i++) {
    state = mix(state + golden);
    sum += Math.floor((state / 2 ** 32) * 1000);
  }
  return sum;
}

/** 2^32 over the golden ratio: steps that spread evenly. */
const golden = 0x9e3779b9;

/** The finaliser of MurmurHash3. */
function mix(number: number): number {
  let hash = number | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
