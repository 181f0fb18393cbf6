/**
 * Reading a formula's text into an expression tree. The grammar is one page of FEEL without loops (`policy/LANGUAGE.md` §4). Every
 * node knows the offset at which it stands, so that later faults can point at it. Operators and functions are one thing here:
 * an operation with operands.
 */
export type Expression = { readonly at: number } & (
  | { readonly kind: "number"; readonly text: string; readonly unit?: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "day"; readonly text: string }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "name"; readonly ref: string; readonly period?: string }
  | { readonly kind: "apply"; readonly op: string; readonly args: readonly Expression[]; readonly where?: Expression }
);

/** What is wrong with a formula, at an offset into its text. */
export interface Fault {
  readonly code: string;
  readonly at: number;
  readonly found: string;
  readonly expected: string;
}

interface Token {
  readonly kind: "number" | "text" | "day" | "word" | "sign" | "end" | "bad";
  readonly text: string;
  readonly at: number;
  readonly unit?: string;
  readonly period?: string;
}

const keywords = new Set(["if", "then", "else", "and", "or", "not", "in", "where", "true", "false"]);

const lexemes =
  /\s*(?:(?<number>\d+(?:\.\d+)?)(?:\s*(?<percent>%)|\s+(?<unit>[a-z_]+(?:[*/][a-z_]+)*)(?![\w.(@]))?|(?<text>"[^"]*")|@"(?<day>[^"]*)"|(?<word>[a-zA-Z_][\w]*(?:\.\w+)*)(?:@(?<period>\d{4}(?:-\d{2}(?:\.\.\d{4}-\d{2})?)?))?|(?<sign><=|>=|!=|\.\.|[=<>()[\],+\-*/]))/y;

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < source.trimEnd().length) {
    lexemes.lastIndex = position;
    const match = lexemes.exec(source);
    const start = position + (/^\s*/.exec(source.slice(position))?.[0].length ?? 0);
    if (match === null) return [...tokens, { kind: "bad", text: source[start] ?? "", at: start }];
    const { number, percent, unit, text, day, word, period, sign } = match.groups ?? {};
    if (number !== undefined && unit !== undefined && keywords.has(unit)) {
      tokens.push({ kind: "number", text: number, at: start });
      position = start + number.length;
      continue;
    }
    position = lexemes.lastIndex;
    if (number !== undefined) {
      const suffix = percent ?? unit;
      tokens.push({ kind: "number", text: number, at: start, ...(suffix && { unit: suffix }) });
    } else if (text !== undefined) tokens.push({ kind: "text", text: text.slice(1, -1), at: start });
    else if (day !== undefined) tokens.push({ kind: "day", text: day, at: start });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, at: start, ...(period && { period }) });
    else tokens.push({ kind: "sign", text: sign ?? "", at: start });
  }
  return [...tokens, { kind: "end", text: "", at: source.length }];
}

/** Reads a formula; the first fault when it is not one. */
export function parseExpression(source: string): Expression | Fault {
  const parser = new Parser(tokenize(source));
  const expression = parser.whole();
  return parser.fault ?? expression;
}

export function isFault(result: object): result is Fault {
  return "code" in result;
}

const comparisons: Readonly<Record<string, string>> = {
  "=": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

/** How deep one thing may stand in another; deeper than anyone reads. */
const deepest = 100;

/** How many terms or factors may follow each other; each is one level deeper for whoever evaluates them. */
const longest = 500;

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  fault: Fault | undefined;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#expression();
    if (this.#peek().kind !== "end") this.#refuse("an operator or the end of the formula");
    return expression;
  }

  #expression(): Expression {
    return this.#inside(() => (this.#take("if") ? this.#choice() : this.#disjunction()));
  }

  /** Reads what stands one level deeper. */
  #inside(read: () => Expression): Expression {
    if (this.#depth === deepest)
      return this.#giveUp(`at most ${deepest} levels, and a decision of its own for the rest`);
    this.#depth++;
    const expression = read();
    this.#depth--;
    return expression;
  }

  #disjunction(): Expression {
    return this.#chain("or", () => this.#chain("and", () => this.#negation()));
  }

  #choice(): Expression {
    const at = this.#tokens[this.#next - 1]!.at;
    const test = this.#expression();
    this.#demand("then");
    const yes = this.#expression();
    this.#demand("else");
    return { kind: "apply", op: "if", args: [test, yes, this.#expression()], at };
  }

  #chain(op: "and" | "or", operand: () => Expression): Expression {
    const at = this.#peek().at;
    const args = [operand()];
    while (this.#take(op)) args.push(operand());
    return args.length === 1 ? args[0]! : { kind: "apply", op, args, at };
  }

  #negation(): Expression {
    const at = this.#peek().at;
    if (!this.#take("not")) return this.#comparison();
    return { kind: "apply", op: "not", args: [this.#inside(() => this.#negation())], at };
  }

  #comparison(): Expression {
    const left = this.#sum();
    const { text, at, kind } = this.#peek();
    const op = kind === "sign" ? comparisons[text] : undefined;
    if (op !== undefined) {
      this.#next++;
      return { kind: "apply", op, args: [left, this.#sum()], at };
    }
    return this.#take("in") ? this.#range(left, at) : left;
  }

  #range(value: Expression, at: number): Expression {
    const open = this.#peek().text;
    if (open !== "[" && open !== "(") this.#refuse("a range, as `[1..5]` or `(0..1]`");
    this.#next++;
    const from = this.#sum();
    this.#demand("..");
    const to = this.#sum();
    const close = this.#peek().text;
    if (close !== "]" && close !== ")") this.#refuse("`]` or `)`");
    this.#next++;
    const lower: Expression = { kind: "apply", op: open === "[" ? "ge" : "gt", args: [value, from], at };
    const upper: Expression = { kind: "apply", op: close === "]" ? "le" : "lt", args: [value, to], at };
    return { kind: "apply", op: "and", args: [lower, upper], at };
  }

  #sum(): Expression {
    return this.#binary({ "+": "add", "-": "sub" }, () =>
      this.#binary({ "*": "mul", "/": "div" }, () => this.#unary()),
    );
  }

  #binary(operators: Readonly<Record<string, string>>, operand: () => Expression): Expression {
    let left = operand();
    for (let links = 0; ; links++) {
      const { kind, text, at } = this.#peek();
      const op = kind === "sign" ? operators[text] : undefined;
      if (op === undefined) return left;
      if (links === longest) return this.#giveUp(`at most ${longest} of these in a row`);
      this.#next++;
      left = { kind: "apply", op, args: [left, operand()], at };
    }
  }

  #unary(): Expression {
    const at = this.#peek().at;
    if (!this.#take("-")) return this.#primary();
    const zero: Expression = { kind: "number", text: "0", at };
    return { kind: "apply", op: "sub", args: [zero, this.#inside(() => this.#unary())], at };
  }

  #primary(): Expression {
    const token = this.#peek();
    const { text, at } = token;
    this.#next++;
    switch (token.kind) {
      case "number":
        return { kind: "number", text, at, ...(token.unit && { unit: token.unit }) };
      case "text":
        return { kind: "text", text, at };
      case "day":
        return { kind: "day", text, at };
      case "word":
        if (text === "true" || text === "false") return { kind: "bool", value: text === "true", at };
        if (keywords.has(text)) break;
        if (this.#take("(")) return this.#call(text, at);
        return { kind: "name", ref: text, at, ...(token.period && { period: token.period }) };
      case "sign":
        if (text !== "(") break;
        return this.#inParentheses();
      default:
    }
    this.#next--;
    return this.#giveUp("a value, a name, a function or `(`");
  }

  /** Refuses what stands here and reads no further. */
  #giveUp(expected: string): Expression {
    const { at } = this.#peek();
    this.#refuse(expected);
    this.#next = this.#tokens.length - 1;
    return { kind: "bool", value: false, at };
  }

  #inParentheses(): Expression {
    const inner = this.#expression();
    this.#demand(")");
    return inner;
  }

  #call(op: string, at: number): Expression {
    const args: Expression[] = [];
    if (!this.#take(")")) {
      do args.push(this.#expression());
      while (this.#take(","));
      const where = this.#take("where") ? this.#expression() : undefined;
      this.#demand(")");
      if (where !== undefined) return { kind: "apply", op, args, where, at };
    }
    return { kind: "apply", op, args, at };
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? this.#tokens.at(-1)!;
  }

  #take(text: string): boolean {
    const token = this.#peek();
    const taken = token.text === text && (token.kind === "sign" || token.kind === "word");
    if (taken) this.#next++;
    return taken;
  }

  #demand(text: string): void {
    if (!this.#take(text)) this.#refuse(`\`${text}\``);
  }

  #refuse(expected: string): void {
    const { kind, text, at } = this.#peek();
    const found = kind === "end" ? "the end of the formula" : `\`${text}\``;
    this.fault ??= { code: "formula-syntax", at, found, expected };
  }
}
