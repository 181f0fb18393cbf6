#!/usr/bin/env node
/**
 * The program `driehoek`. Where the Node that started it cannot run the sources, it goes on under the one that npm brought.
 */
import module from "node:module";
import { fileURLToPath } from "node:url";
import { compileCache, findNode, nodeArgs, noNodeMessage, runInTerminal, runsSources } from "./runtime.mjs";

if (runsSources()) {
  module.enableCompileCache(compileCache);
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = findNode();
  if (node === undefined) console.error(noNodeMessage());
  process.exitCode =
    node === undefined
      ? 3
      : await runInTerminal(node, [...nodeArgs, fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
}
