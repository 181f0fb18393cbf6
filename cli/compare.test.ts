import assert from "node:assert/strict";
import { test } from "node:test";
import { main } from "./main.ts";

test("two policies and a lake are asked for, in the reader's language", async () => {
  const said: string[] = [];
  const terminal = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  assert.equal(await main(["compare", "policy/voorbeeld-wijkverpleging/2024", "--lake", "l"], terminal), 2);
  assert.match(said.join(""), /driehoek compare BELEID_A BELEID_B --lake MAP/);
});
