/**
 * A lake that is asked every question once, for those who reckon more than once on claims that do not change meanwhile. A table
 * that is made anew with other rows forgets the answers that rested on it.
 */
import type { Lake, Row } from "./effects.ts";

export function askedOnce(lake: Lake): Lake {
  const answers = new Map<string, Row[]>();
  const madeBy = new Map<string, string>();
  return {
    ...lake,
    async query(sql) {
      const known = answers.get(sql);
      if (known !== undefined) return known;
      const rows = await lake.query(sql);
      answers.set(sql, rows);
      return rows;
    },
    async run(sql) {
      const table = /\bTABLE (\w+)/.exec(sql)?.[1];
      if (table === undefined) return lake.run(sql);
      if (madeBy.get(table) === sql) return;
      for (const question of answers.keys()) if (question.includes(table)) answers.delete(question);
      for (const [other, by] of madeBy) if (by.includes(table)) madeBy.delete(other);
      await lake.run(sql);
      madeBy.set(table, sql);
    },
  };
}
