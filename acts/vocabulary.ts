/** The facts and units by which a file is read: those of a policy, or of the vocabulary that comes with the program. */
import { readDocument } from "../src/document.ts";
import type { Node } from "../src/document.ts";
import { readVocabulary } from "../src/fact.ts";
import type { Terms } from "../src/fact-version.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import type { Policy } from "../src/policy.ts";
import { readUnits } from "../src/unit.ts";
import type { Files } from "./effects.ts";
import { readPolicyFolder } from "./policy-folder.ts";

export interface VocabularyEffects {
  readonly files: Files;
  readonly installedFacts: string;
}

export interface ReadTerms {
  /** Absent when a fault leaves nothing to read by. */
  readonly terms?: Terms;
  /** The policy, where one was named. */
  readonly policy?: Policy;
  readonly findings: readonly Finding[];
}

export async function readTerms(effects: VocabularyEffects, policyFolder?: string): Promise<ReadTerms> {
  if (policyFolder === undefined) return readInstalled(effects);
  const { policy, findings } = await readPolicyFolder(effects.files, policyFolder, effects.installedFacts);
  return policy === undefined ? { findings } : { terms: policy, policy, findings };
}

async function readInstalled({ files, installedFacts }: VocabularyEffects): Promise<ReadTerms> {
  const findings: Finding[] = [];
  const documents = new Map<string, Node>();
  for (const name of (await files.list(installedFacts)).filter((path) => path.endsWith(".yaml"))) {
    const bytes = await files.read(`${installedFacts}/${name}`);
    const document = readDocument(`${installedFacts}/${name}`, new TextDecoder().decode(bytes), findings);
    if (document !== undefined) documents.set(name, document);
  }
  const unitsDocument = documents.get("units.yaml");
  documents.delete("units.yaml");
  if (unitsDocument === undefined || documents.size === 0) {
    const expected = "the vocabulary: units.yaml and facts by theme";
    findings.push({ code: "no-facts", severity: "file", file: installedFacts, line: 0, found: "no facts", expected });
    return { findings };
  }
  const units = readUnits(unitsDocument, findings);
  const vocabulary = readVocabulary([...documents.values()], units, findings);
  return findings.some(isError) ? { findings } : { terms: { vocabulary, units }, findings };
}
