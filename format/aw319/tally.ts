/** What is counted of a message: its records by kind, its money, and what became of its claim lines. */
export interface Tally {
  lines: number;
  persons: number;
  claimLines: number;
  comments: number;
  /** Claimed cents, credits subtracted. */
  total: number;
  /** False when some record could not be read, so that counts and total may be short. */
  isSure: boolean;
  taken: number;
  /** Claim lines refused. */
  refused: number;
  /** Of those, the ones refused for another record's fault, without a finding of their own. */
  silent: number;
}

export function newTally(): Tally {
  return {
    lines: 0,
    persons: 0,
    claimLines: 0,
    comments: 0,
    total: 0,
    isSure: true,
    taken: 0,
    refused: 0,
    silent: 0,
  };
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    lines: a.lines + b.lines,
    persons: a.persons + b.persons,
    claimLines: a.claimLines + b.claimLines,
    comments: a.comments + b.comments,
    total: a.total + b.total,
    isSure: a.isSure && b.isSure,
    taken: a.taken + b.taken,
    refused: a.refused + b.refused,
    silent: a.silent + b.silent,
  };
}
