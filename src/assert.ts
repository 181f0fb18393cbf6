/** Stops on a mistake of the caller; never used for what an input may hold. */
export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}
