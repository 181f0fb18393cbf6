import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { inclusionPath, leafHash, merkleRoot, merkleTree, verifyInclusion } from "./merkle.ts";

/** The test data of Certificate Transparency (RFC 6962): eight leaves, and the root over the first n of them. */
const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const paths: readonly (readonly [index: number, size: number, path: readonly string[]])[] = [
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];
const treeOf = (size: number) => merkleTree(leaves.slice(0, size).map((hex) => hexToBytes(hex)));

test("roots are those of Certificate Transparency", () => {
  roots.forEach((root, size) => assert.equal(bytesToHex(merkleRoot(treeOf(size))), root, `${size} leaves`));
});

test("paths are those of Certificate Transparency, and lead to the root", () => {
  for (const [index, size, path] of paths) {
    const tree = treeOf(size);
    assert.deepEqual(inclusionPath(tree, index).map(bytesToHex), path, `${index} of ${size}`);
    const leaf = leafHash(hexToBytes(leaves[index]!));
    assert.ok(verifyInclusion({ leaf, index, size, path: path.map(hexToBytes), root: hexToBytes(roots[size]!) }));
  }
});

test("every path of every tree leads to its root, and to no other", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 4 }), { minLength: 1, maxLength: 40 }), fc.nat(), (entries, at) => {
      const tree = merkleTree(entries);
      const [size, index] = [entries.length, at % entries.length];
      const inclusion = {
        leaf: leafHash(entries[index]!),
        index,
        size,
        path: inclusionPath(tree, index),
        root: merkleRoot(tree),
      };
      assert.ok(verifyInclusion(inclusion));
      for (const change of [
        { leaf: leafHash(Uint8Array.of(1, 2, 3, 4, 5)) },
        { root: leafHash(Uint8Array.of(9)) },
        { path: [...inclusion.path, leafHash(Uint8Array.of(9))] },
        { path: inclusion.path.map((hash, i) => (i === at % inclusion.path.length ? leafHash(hash) : hash)) },
        { path: inclusion.path.slice(1) },
        { index: -1 },
        { index: size },
        { index: 0.5 },
        { size: 0 },
      ])
        if (!("path" in change) || inclusion.path.length > 0 || change.path.length > 0)
          assert.ok(!verifyInclusion({ ...inclusion, ...change }), JSON.stringify(Object.keys(change)));
    }),
  );
});
