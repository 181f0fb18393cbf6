/**
 * Source text without what only looks like code. Characters are blanked, not removed, so that lines and columns stay.
 */
export interface Code {
  /** Comments blanked; strings stand. */
  readonly text: string;
  /** Comments and the insides of strings, templates and regular expressions blanked. */
  readonly bare: string;
  /** Only the comments. */
  readonly comments: string;
}

const piece = /(\/\/[^\n]*|\/\*[^]*?\*\/)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|([\w$]+|\s+|[^])/y;
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const templateText = /(?:\\[^]|\$(?!\{)|[^`$\\])*(`|\$\{)/y;

/** After one of these a slash begins a regular expression; after anything else it divides. */
const beforeExpression = /(?:^|[([{}=,;:!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of|await|throw))$/;

/** Every check reads the same sources, so what was read once is kept. */
const known = new Map<string, Code>();

export function readCode(source: string): Code {
  const code = known.get(source) ?? new Reader(source).read();
  known.set(source, code);
  return code;
}

class Reader {
  readonly #source: string;
  #at = 0;
  #text = "";
  #bare = "";
  #comments = "";
  /** The last word or sign that was code. */
  #last = "";
  /** For each template that we are inside an expression of: how many braces are open in that expression. */
  readonly #templates: number[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  read(): Code {
    while (this.#at < this.#source.length) this.#next();
    return { text: this.#text, bare: this.#bare, comments: this.#comments };
  }

  #next(): void {
    const [found, comment, string, code = ""] = this.#match(piece) ?? [""];
    if (comment !== undefined) this.#take(comment, "comment");
    else if (string !== undefined) this.#take(string, "string");
    else if (code === "`") this.#template(code);
    else if (code === "/" && beforeExpression.test(this.#last))
      this.#take(this.#match(regularExpression)?.[0] ?? code, "string");
    else if (code === "}" && this.#templates.at(-1) === 0) this.#endOfExpression();
    else this.#plain(found);
  }

  #plain(code: string): void {
    const depth = this.#templates.length - 1;
    if (depth >= 0 && code === "{") this.#templates[depth] = (this.#templates[depth] ?? 0) + 1;
    if (depth >= 0 && code === "}") this.#templates[depth] = (this.#templates[depth] ?? 0) - 1;
    this.#take(code, "code");
  }

  #endOfExpression(): void {
    this.#templates.pop();
    this.#template("}");
  }

  /** From a backtick, or from the brace that ends an expression inside one, to the next expression or the closing backtick. */
  #template(opening: string): void {
    this.#take(opening, "string");
    const [text = "", end] = this.#match(templateText) ?? [];
    this.#take(text, "string");
    if (end === "${") this.#templates.push(0);
    this.#last = end === "${" ? "{" : "`";
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source);
  }

  #take(found: string, kind: "code" | "string" | "comment"): void {
    const blank = found.replaceAll(/[^\n]/g, " ");
    this.#text += kind === "comment" ? blank : found;
    this.#bare += kind === "code" ? found : blank;
    this.#comments += kind === "comment" ? found : blank;
    this.#at += found.length;
    if (kind === "string") this.#last = '"';
    if (kind === "code" && found.trim() !== "") this.#last = found;
  }
}

/** The line, counted from 1, on which an offset stands. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Gone once the types are stripped. */
  readonly typeOnly: boolean;
}

const imports = /(?<![.\w])(?:(?:import|export)\s+(type\s)?[^"'();]*?\bfrom\s*|import\s*\(?\s*)"([^"\n]+)"/g;

/** What a source imports or re-exports, types and `import("…")` included. */
export function importsOf(source: string): Import[] {
  const { text, bare } = readCode(source);
  const found = [...text.matchAll(imports)].filter((match) => /[ie]/.test(bare[match.index] ?? ""));
  return found.map(({ 0: all, 1: type, 2: specifier = "", index }) => {
    return { specifier, line: lineAt(text, index + all.length), typeOnly: type !== undefined };
  });
}
