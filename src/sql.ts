/** Values as SQL text. Only literals that every engine reads: numbers, quoted text, true, false and NULL for what is unknown. */
export type SqlValue = string | number | bigint | boolean | undefined;

export function toLiteral(value: SqlValue): string {
  if (value === undefined) return "NULL";
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** One statement that adds rows to a table, each row in the order of the table's columns. */
export function insertOf(table: string, rows: readonly (readonly SqlValue[])[]): string {
  return `INSERT INTO ${table} VALUES ${rows.map((row) => `(${row.map(toLiteral).join(", ")})`).join(", ")}`;
}
