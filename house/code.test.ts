import assert from "node:assert/strict";
import { test } from "node:test";
import { importsOf, readCode } from "./code.ts";
import { readTree, sources } from "./tree.ts";

const bare = (source: string) => readCode(source).bare.replaceAll(/\s+/g, " ").trim();

test("comments, strings, templates and regular expressions are blanked", () => {
  assert.equal(bare("a(); // process.exit\n/* fetch() */ b(\"console\", 'x');"), "a(); b( , );");
  assert.equal(bare("f(`Date.now ${g({ a: `in ${h} ner` })} end`, 1)"), "f( g({ a: h }) , 1)");
  assert.equal(bare('x.match(/[/"]throw/g); a / b / c'), "x.match( ); a / b / c");
  assert.equal(bare("if (/\\/{2}/.test(a)) return /`/.exec(b)"), "if ( .test(a)) return .exec(b)");
});

test("lines stay where they are, and nothing is lost", () => {
  const source = "a\n/* b\n c */ `d\n${e}\n` // f\n";
  const { text, bare: code, comments } = readCode(source);
  for (const part of [text, code, comments]) assert.equal(part.length, source.length);
  assert.equal(code.split("\n")[3]?.includes("e"), true);
  assert.equal(comments.replaceAll(/\s/g, ""), "/*bc*///f");
});

test("every source of the house is read to its end with balanced brackets", () => {
  for (const [path, source] of sources(readTree())) {
    const { bare: code } = readCode(source);
    for (const [open, close] of [
      ["(", ")"],
      ["{", "}"],
      ["[", "]"],
    ] as const)
      assert.equal(code.split(open).length, code.split(close).length, `${path}: ${open}${close}`);
  }
});

test("importsOf() finds imports of every kind, and none in text", () => {
  const source = [
    'import { a } from "./a.ts";',
    'import type { B } from "./b.ts";',
    'import "./c.ts";',
    'export { d } from "./d.ts";',
    'import {\n  e,\n} from "./e.ts";',
    'const f = await import("./f.ts");',
    '// import x from "./x.ts"',
    'const epoch = Temporal.PlainDate.from("1970-01-01");',
    "const text = 'import y from \"./y.ts\"';",
  ].join("\n");
  assert.deepEqual(
    importsOf(source).map(({ specifier, line, typeOnly }) => `${specifier} ${line}${typeOnly ? " type" : ""}`),
    ["./a.ts 1", "./b.ts 2 type", "./c.ts 3", "./d.ts 4", "./e.ts 7", "./f.ts 8"],
  );
});
