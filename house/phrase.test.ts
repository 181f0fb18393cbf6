/** What the engine says in a finding has its Dutch: the fixed words are read from where they are made. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { phraseIn } from "../text/phrase.ts";
import { isTest, readTree } from "./tree.ts";

/** A text as it stands in the source; where it puts something in, the test puts a phrase. */
const literal = String.raw`(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|${"`"}((?:[^${"`"}\\]|\\.)*)${"`"})`;
const place =
  /\b(?:(?:expected|found)(?:: | = |: \([^)]*\) => )|(?:findingAt|refuse|say|report|find|lose|ofFile|didYouMean)\()/g;

/** Every text of more than one word that the engine says in the place of what was found or expected: up to the end of its statement. */
function saidIn(source: string): string[] {
  return [...source.matchAll(place)].flatMap(({ index }) => {
    const statement = source.slice(index, source.indexOf(";\n", index));
    return [...statement.matchAll(new RegExp(literal, "g"))]
      .map(([, double, single, back]) => double ?? single ?? back ?? "")
      .map((text) => text.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "number").replaceAll("\\`", "`"))
      .filter((text) => text.trim().includes(" ") && !/=>|^\w+: driehoek|\$\{/.test(text));
  });
}

test("every fixed word that the engine says in a finding has its Dutch", () => {
  const sources = [...readTree()].filter(([path]) => /^(src|acts|format|cli)\/.*\.ts$/.test(path) && !isTest(path));
  const said = sources.flatMap(([path, text]) => saidIn(text).map((phrase) => ({ path, phrase })));
  assert.ok(said.length > 150, `only ${said.length} phrases are found where they are made`);
  const untold = said.filter(({ phrase }) => phraseIn(phrase, "nl") === undefined);
  assert.deepEqual(
    untold.map(({ path, phrase }) => `${path}: ${phrase}`),
    [],
  );
});
