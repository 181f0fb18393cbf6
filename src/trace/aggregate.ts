/** Writing an aggregate over parts down: what `evaluate` does at once stands here addend by addend, so that it can be checked. */
import type { Aggregate, Operation, TermType } from "../formula.ts";
import { noteVoid, operate, quotientOf, recordLiteral } from "./operation.ts";
import type { Context, Recorded, Recorder } from "./recorder.ts";

/** What an aggregate reads in one part, written down in the frame of that part. */
interface Row {
  readonly context: Context;
  readonly value: Recorded;
  readonly weight: Recorded | undefined;
  readonly where: Recorded | undefined;
}

const bool: TermType = { kind: "bool" };
const count: TermType = { kind: "number", form: "int", scale: 0, unit: "" };
const [zero, one] = [recordLiteral(count, 0n), recordLiteral(count, 1n)];

export function recordAggregate(recorder: Recorder, term: Aggregate, context: Context): Recorded {
  return new Writer(recorder, term, context).write();
}

class Writer {
  readonly #recorder: Recorder;
  readonly #term: Aggregate;
  readonly #context: Context;
  readonly #rows: readonly Row[];

  constructor(recorder: Recorder, term: Aggregate, context: Context) {
    this.#recorder = recorder;
    this.#term = term;
    this.#context = context;
    this.#rows = recorder.partsOf(term.over).map((frame) => {
      const inside: Context = { ...context, frame, subject: term.over };
      const value = recorder.term(term.value, inside);
      const weight = term.weight && recorder.term(term.weight, inside);
      return { context: inside, value, weight, where: term.where && recorder.term(term.where, inside) };
    });
  }

  write(): Recorded {
    const { of, value, weight, type } = this.#term;
    switch (of) {
      case "sum":
        return this.#sum(value.type, (row) => row.value);
      case "count":
        return this.#total(
          count,
          this.#rows.map((row) => this.#inRow(row, "if", count, [this.#found(row), one, zero])),
        );
      case "mean": {
        const total = this.#sum(value.type, (row) => row.value);
        return this.#divided(
          total,
          this.#sum(count, () => one),
        );
      }
      case "weighted_mean": {
        const product = productOf(value.type, weight!.type);
        const total = this.#sum(product, (row) => this.#inRow(row, "mul", product, [row.value, row.weight!]));
        return this.#divided(
          total,
          this.#sum(weight!.type, (row) => row.weight!),
        );
      }
      case "min_of":
      case "max_of": {
        const pairs = this.#rows.flatMap((row) => [row.where ?? recordLiteral(bool, true), row.value]);
        return operate(this.#recorder, of, type, pairs, this.#context);
      }
      case "all":
        return this.#logic("and", (row) => this.#implied(row));
      case "any":
        return this.#logic("or", (row) => this.#found(row));
    }
  }

  #inRow({ context }: Row, op: Operation["op"], type: TermType, operands: readonly Recorded[]): Recorded {
    return operate(this.#recorder, op, type, operands, context);
  }

  /** The sum over the rows whose condition holds. */
  #sum(type: TermType, addend: (row: Row) => Recorded): Recorded {
    const nothing = recordLiteral(type, 0n);
    const addends = this.#rows.map((row) => {
      const value = addend(row);
      return row.where === undefined ? value : this.#inRow(row, "if", type, [row.where, value, nothing]);
    });
    return this.#total(type, addends);
  }

  #total(type: TermType, addends: readonly Recorded[]): Recorded {
    const [first = recordLiteral(type, 0n), ...others] = addends;
    return others.reduce(
      (total, addend) => operate(this.#recorder, "add", type, [total, addend], this.#context),
      first,
    );
  }

  #divided(n: Recorded, d: Recorded): Recorded {
    const step = this.#recorder.step(this.#context, "div", [n.arg, d.arg], this.#term.type, quotientOf(n, d));
    noteVoid(this.#recorder, step, [n, d], { code: "nothing_to_average", rule: this.#context.decision.id });
    return step;
  }

  #logic(op: "and" | "or", of: (row: Row) => Recorded): Recorded {
    return operate(this.#recorder, op, bool, this.#rows.map(of), this.#context);
  }

  /** Of `count` and `any`: the row counts and its condition holds. */
  #found(row: Row): Recorded {
    return row.where === undefined ? row.value : this.#inRow(row, "and", bool, [row.where, row.value]);
  }

  /** Of `all`: the row does not count, or its condition holds. */
  #implied(row: Row): Recorded {
    if (row.where === undefined) return row.value;
    return this.#inRow(row, "or", bool, [this.#inRow(row, "not", bool, [row.where]), row.value]);
  }
}

function productOf(a: TermType, b: TermType): TermType {
  const scale = (a.kind === "number" ? a.scale : 0) + (b.kind === "number" ? b.scale : 0);
  return { kind: "number", form: "decimal", scale, unit: "" };
}
