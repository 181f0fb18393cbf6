import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { contractFindingSentences } from "./contract-finding.ts";
import { findingSentences } from "./finding.ts";

/** Where findings about contracts are made. */
const makers = ["contract/operand", "contract/read", "contract/read-fact", "contract/read-rate", "contract/read-term"];
const others = ["contract/realised", "contract/claims", "contract/example", "filling"];

/** Words with a hyphen there that are no codes: why a sum cannot be filled, which is told in words of its own. */
const noCodes = /^(filling-[a-z-]+|utf-8)$/;

test("every code about a contract has a sentence, there or with the policies", () => {
  const sources = [...makers, ...others].map((path) => `src/${path}`).concat("acts/settle", "acts/settle/claims");
  const text = sources.map((path) => readFileSync(`${path}.ts`, "utf8")).join("\n");
  const quoted = [...text.matchAll(/"([a-z]+(?:-[a-z0-9]+)+)"/g)].map(([, word]) => word!);
  const codes = new Set(quoted.filter((word) => !noCodes.test(word)));
  for (const code of codes) assert.ok(code in contractFindingSentences || code in findingSentences, code);
  for (const code of Object.keys(contractFindingSentences)) assert.ok(codes.has(code), `${code} is made nowhere`);
  for (const { nl, en } of Object.values(contractFindingSentences)) assert.notEqual(nl, en);
});
