#!/usr/bin/env python3
"""Recompute Driehoek receipts, with nothing but Python 3.9 and its standard library.

Every step of a receipt is computed again from its inputs and compared with what stands there; then every outcome with its
step; then the proof, `<name>.proof.json` beside `<name>.json`, with the bytes. The answer is one line per receipt: "same to
the cent", or the first thing that differs. RECEIPT.md, beside this file, is the description that it follows. Exit code: 0
all the same, 1 something differs or cannot be parsed, 2 wrong usage or a file that is not there.
"""

import argparse
import json
import operator
import re
import sys
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256, sha512
from math import ceil, floor, trunc
from pathlib import Path

# -- Values: None is unknown; text is read as a number, a day or an instant where a step asks for one --------------------
NUMBER = re.compile(r"(?!-0(\.0*)?$)-?(0|[1-9][0-9]*)(\.[0-9]+)?").fullmatch
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
WIDE_KEY = re.compile(r'[\ud800-\U0010ffff](?:[^"\\]|\\.)*":').search
CLOCK = r"([01][0-9]|2[0-3]):([0-5][0-9])"
INSTANT = re.compile(rf"([0-9-]{{10}})T{CLOCK}(?::([0-5][0-9])(?:\.([0-9]{{1,3}}))?)?(?:Z|([+-]){CLOCK})").fullmatch
ORDERED, MANY = ("number", "day", "instant"), 1 << 30
KIND = {"int": "number", "decimal": "number", "money": "number", "percent": "number", "bool": "bool", "day": "day",
        "instant": "instant", "enum": "text", "text": "text", "set<enum>": "set"}

def read(kind, value):
    """A value as the kind that is asked for; None when it is of another kind."""
    if kind == "integer":
        number = read("number", value)
        return number.numerator if number is not None and number.denominator == 1 else None
    if type(value) is str:
        return value if kind == "text" else read_text(kind, value)
    if kind == "set" and type(value) is list and all(type(member) is str for member in value):
        return sorted({*value}, key=lambda text: text.encode("utf-16-be"))
    if type(value) is dict:
        value = Fraction(int(value["n"]), int(value["d"]))
    return value if type(value) is {"number": Fraction, "bool": bool}.get(kind) else None

@lru_cache(1 << 16)
def read_text(kind, text):
    if kind == "number":
        return Fraction(text) if len(text) <= 1000 and NUMBER(text) else None
    if kind == "instant":  # milliseconds on the clock of UTC, counted from the eve of 0001-01-01
        match = INSTANT(text)
        day = read_text("day", match[1]) if match else None
        if day is None:
            return None
        offset = (int(match[7]) * 60 + int(match[8])) * (-1 if match[6] == "-" else 1) if match[6] else 0
        minutes = day.toordinal() * 1440 + int(match[2]) * 60 + int(match[3]) - offset
        return (minutes * 60 + int(match[4] or 0)) * 1000 + int((match[5] or "").ljust(3, "0"))
    try:
        return date.fromisoformat(text) if kind == "day" and DAY(text) else None
    except ValueError:
        return None

def same(a, b):
    if type(a) is list and type(b) is list:
        return len(a) == len(b) and all(map(same, a, b))
    for kind in ("number", "instant"):
        left = read(kind, a)
        if left is not None:
            return left == read(kind, b)
    return type(a) is type(b) and a == b

def with_point(digits, scale):
    text = str(abs(digits)).rjust(scale + 1, "0")
    return ("-" if digits < 0 else "") + (f"{text[:-scale]}.{text[-scale:]}" if scale else text)

to_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode

def show(value):
    value = f"{Decimal(value.numerator) / value.denominator:f}" if type(value) is Fraction else value
    text = "unknown" if value is None else to_json(value)
    return text if len(text) <= 80 else text[:79] + "…"

# -- The ops: each computes from the values of its args, and from the step that it stands in -----------------------------
def takes(give, *kinds, rest=None):
    """An op that is unknown when an argument is, and otherwise takes one value of each kind."""
    def op(args, _):
        if None in args:
            return None
        values = [read(kinds[i] if i < len(kinds) else rest, arg) for i, arg in enumerate(args)]
        claim(None not in values, args, kinds, "args")
        return give(*values)
    return op

def truths(args):
    claim(all(arg is None or type(arg) is bool for arg in args), args, "true, false or unknown", "args")
    return args

def kleene_and(args, _=None):
    return False if False in truths(args) else None if None in args else True

def choose(args, _):
    test, yes, no = args
    if truths([test]) == [None]:
        return yes if same(yes, no) else None
    return yes if test else no

def extreme(best, values):
    """The least or the greatest of values that are all numbers, all days or all instants."""
    for kind in ORDERED:
        keys = [read(kind, value) for value in values]
        if None not in keys:
            return values[keys.index(best(keys))] if keys else None
    return claim(False, values, "all numbers, all days or all instants", "args")

def extreme_of_pairs(best, args):
    claim(len(args) % 2 == 0, args, "pairs", "args")
    if None in args[::2]:
        return None
    values = [value for test, value in zip(truths(args[::2]), args[1::2]) if test]
    return None if None in values else extreme(best, values)

MODES = {
    "half_up": lambda x: floor(x + Fraction(1, 2)) if x > 0 else ceil(x - Fraction(1, 2)),
    "half_even": round, "up": lambda x: ceil(x) if x > 0 else floor(x), "down": trunc, "floor": floor, "ceiling": ceil,
}

def add_time(day, months=0, days=0):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        start = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return (start + timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return None

def day_in_amsterdam(moment):
    hours, last = moment // 3_600_000, date.max.toordinal()
    claim(hours >= date(1996, 1, 1).toordinal() * 24, "an earlier instant", "one from 1996 on", "args")
    year = date.fromordinal(min(hours // 24, last)).year
    ends = (date(year, month, 31) for month in (3, 10))
    spring, autumn = ((end.toordinal() - end.isoweekday() % 7) * 24 + 1 for end in ends)
    local = (hours + (2 if spring <= hours < autumn else 1)) // 24
    return date.fromordinal(local).isoformat() if local <= last else None

OPS = {  # op: (least args, most args, how it is computed)
    "add": (2, 2, takes(operator.add, "number", "number")),
    "sub": (2, 2, takes(operator.sub, "number", "number")),
    "mul": (2, 2, takes(operator.mul, "number", "number")),
    "div": (2, 2, takes(lambda n, d: n / d if d else None, "number", "number")),
    "round": (4, 4, takes(lambda mode, scale, n, d: with_point(MODES[mode](n / d * 10**scale), scale) if d else None,
                          "text", "integer", "number", "number")),
    "abs": (1, 1, takes(abs, "number")),
    "min": (1, MANY, lambda args, _: None if None in args else extreme(min, args)),
    "max": (1, MANY, lambda args, _: None if None in args else extreme(max, args)),
    "min_of": (0, MANY, lambda args, _: extreme_of_pairs(min, args)),
    "max_of": (0, MANY, lambda args, _: extreme_of_pairs(max, args)),
    "cmp": (3, 3, lambda args, step: takes(getattr(operator, args[0]), step["kind"], step["kind"])(args[1:], step)),
    "and": (0, MANY, kleene_and),
    "or": (0, MANY, lambda args, _: True if True in truths(args) else None if None in args else False),
    "not": (1, 1, lambda args, _: None if truths(args) == [None] else not args[0]),
    "if": (3, 3, choose),
    "known": (1, 1, lambda args, _: args[0] is not None),
    "row": (1, MANY, None),
    "pick": (2, MANY, None),
    "set_count": (1, 1, takes(lambda members: Fraction(len(members)), "set")),
    "set_contains": (2, MANY, takes(lambda members, *some: {*some} <= {*members}, "set", rest="text")),
    "set_without": (2, MANY, takes(lambda members, *out: [m for m in members if m not in out], "set", rest="text")),
    "add_days": (2, 2, takes(lambda day, n: add_time(day, days=n), "day", "integer")),
    "add_weeks": (2, 2, takes(lambda day, n: add_time(day, days=7 * n), "day", "integer")),
    "add_months": (2, 2, takes(add_time, "day", "integer")),
    "days_between": (2, 2, takes(lambda a, b: Fraction((b - a).days), "day", "day")),
    "day_of": (1, 1, takes(day_in_amsterdam, "instant")),
    "year_of": (1, 1, takes(lambda day: Fraction(day.year), "day")),
    "month_of": (1, 1, takes(lambda day: Fraction(day.month), "day")),
}

# -- Sheets --------------------------------------------------------------------------------------------------------------
def operand(cell, inputs, columns=()):
    if "value" in cell:
        return cell["value"]
    return inputs[cell["input"]] if "input" in cell else columns[cell["column"]]

def operands_of(cell):
    return cell.get("in", cell.get("not_in", [cell[end] for end in ("from", "to") if end in cell]))

def cell_holds(cell, kind, value, inputs):
    values = [operand(bound, inputs) for bound in operands_of(cell)]
    if "any" in cell or value is None or None in values:
        return True if "any" in cell else None
    value, values = read(kind, value), [read(kind, other) for other in values]
    if "in" in cell or "not_in" in cell:
        return (value in values) == ("in" in cell)
    above = "from" not in cell or (value > values[0] if "from_open" in cell else value >= values[0])
    return above and ("to" not in cell or (value < values[-1] if "to_open" in cell else value <= values[-1]))

def row(sheet, columns, inputs):
    kinds = [KIND[column["type"]] for column in sheet["inputs"]]
    fit = all(value is None or read(kind, value) is not None for kind, value in zip(kinds, columns))
    claim(fit, columns, kinds, "columns")
    hit = []
    for rule in sheet["rules"]:
        truth = kleene_and([cell_holds(*cell, inputs) for cell in zip(rule["when"], kinds, columns)])
        if truth is None:
            return None
        if truth:
            hit.append(rule["id"])
            if sheet["hit"] == "first":
                break
    return hit if sheet["hit"].startswith("collect") else hit[0] if len(hit) == 1 else None

def pick(sheet, cells, hit, columns, inputs):
    """One output over the rules hit; `cells` holds the output's cell of every rule."""
    if hit is None:
        return None
    ids, how = hit if type(hit) is list else [hit], sheet["hit"]
    values = [operand(cell, inputs, columns) for rule, cell in zip(sheet["rules"], cells) if rule["id"] in ids]
    if how == "collect-count" or None in values:
        return Fraction(len(values)) if how == "collect-count" else None
    if how == "collect-sum":
        return sum((read("number", value) for value in values), Fraction(0))
    if how == "collect-list":
        return read("set", values)
    return extreme(max if how == "collect-max" else min, values) if how.startswith("collect") else values[0]

# -- The form of a receipt: which fields there are, what may stand in each -----------------------------------------------
def claim(holds, found, expected, place):
    if not holds:
        raise ValueError(f"{place}: found {show(found)}, expected {expected}")

def record(*forms):
    """Tests for an object with the fields of one of these forms; a question mark makes a field optional."""
    options = [({key for key in form if key[-1] != "?"}, {key.rstrip("?"): form[key] for key in form}) for form in forms]
    def fits(value):
        keys = value.keys() if type(value) is dict else {""}
        for required, fields in options:
            if required <= keys <= fields.keys():
                for key, member in value.items():
                    if not fields[key](member):
                        return False
                return True
        return False
    return fits

def grounded(form):
    return record({**form, "source?": TEXT}, {**form, "assumption?": TEXT})

def is_plain(value, levels=32):
    members = value.values() if type(value) is dict else value if type(value) is list else ()
    fit = type(value) in (str, bool, dict, list) or type(value) is int and abs(value) < 1 << 53
    return fit and levels >= 0 and all(is_plain(member, levels - 1) for member in members)

def is_value(value):
    if type(value) is not dict:
        return type(value) in (str, bool) or type(value) is list and all(map(is_value, value))
    n, d = (read("integer", part) if type(part) is str else None for part in (value.get("n"), value.get("d")))
    return None not in (n, d) and value == {"n": str(n), "d": str(d)} and d > 0 and Fraction(n, d).denominator == d

each = lambda fits: lambda value: type(value) is list and all(map(fits, value))
word = lambda *words: lambda value: type(value) is str and value in words
text = lambda kind: lambda value: type(value) is str and read(kind, value) is not None
TEXT, DATE, MOMENT, NUMERAL, INTEGER = map(text, ("text", "day", "instant", "number", "integer"))
LIST, TABLE = lambda value: type(value) is list, lambda value: type(value) is dict
TRUE, BOOL = lambda value: value is True, lambda value: type(value) is bool
NAME = lambda value: type(value) is str and value != ""
INDEX = lambda value: type(value) is int and 0 <= value < 1 << 53
VALUE = lambda value: type(value) is str or is_plain(value) and is_value(value)
SET = lambda value: type(value) is list and read("set", value) == value
digits = lambda count: lambda value: type(value) is str and len(value) == count and not value.strip("0123456789abcdef")
HASH, SIGNATURE = digits(64), digits(128)
TYPED = {"int": INTEGER, "decimal": NUMERAL, "money": record({"cents": INTEGER}), "percent": NUMERAL, "bool": BOOL,
         "day": DATE, "instant": MOMENT, "enum": TEXT, "text": TEXT, "set<enum>": SET}
TYPE, PART = word(*TYPED), {"part?": NAME}
def from_typed(kind, value, at):
    """An input or an outcome as steps calculate with it: cents become euro, a percentage its fraction."""
    claim(TYPED[kind](value), value, f"a value of type {kind}", at)
    if kind == "money":
        return read("number", value["cents"]) / 100
    return read("number", value) / 100 if kind == "percent" else value

INPUT = grounded({"ref": NAME, "type": TYPE, "value?": is_plain, "origin": TEXT, "known_at?": TEXT, **PART})
ARG = record({"step": INDEX}, {"in": INDEX}, {"value": VALUE})
STEP = grounded({"n": INDEX, "op": word(*OPS), "args": each(ARG), "out?": VALUE, "kind?": word(*KIND.values()),
                 "decision": NAME, "rule?": NAME, **PART})
BOUND = record({"value": VALUE}, {"input": INDEX})
FROM, TO = {"from": BOUND, "from_open?": TRUE}, {"to": BOUND, "to_open?": TRUE}
CELL = record({"any": TRUE}, {"in": each(BOUND)}, {"not_in": each(BOUND)}, FROM, TO, {**FROM, **TO})
THEN = record({"value": VALUE}, {"input": INDEX}, {"column": INDEX})
SHEET = record({
    "hit": word("unique", "first", "collect-sum", "collect-min", "collect-max", "collect-count", "collect-list"),
    "inputs": each(record({"ref": NAME, "type": TYPE})), "outputs": each(record({"id": NAME, "type": TYPE})),
    "rules": each(record({"id": NAME, "when": each(CELL), "then": each(THEN)}))})
REASONS = each(grounded({"code": NAME, "args?": is_plain, "rule?": TEXT, **PART}))
OUTCOME = record({"status": word("decided"), "value": is_plain, "notes?": REASONS},
                 {"status": word("refused"), "reasons": REASONS, "notes?": REASONS},
                 {"status": word("incomplete"), "missing": each(TEXT), "reasons?": REASONS, "notes?": REASONS})
RESULT = record({"decision": NAME, "step?": INDEX, "type": TYPE, "outcome": OUTCOME, **PART})
RECEIPT = record({
    "format": word("driehoek-receipt/1"), "engine": NAME, "subject": NAME, "on": DATE, "issued_at": MOMENT,
    "policy": record({"id": NAME, "hash": HASH, "valid": each(DATE)}), "sealed?": HASH, "inputs": LIST,
    "why_version": record({"code": NAME, "args": is_plain}), "sheets": TABLE, "steps": LIST, "outcomes": LIST,
    "peers?": record({"sums_sha256": HASH, "values": lambda value: type(value) is dict and is_plain(value)})})
PROOF = record({"leaf": HASH, "index": INDEX, "size": INDEX, "path": each(HASH), "root": HASH, "key": HASH,
                "sig": SIGNATURE, "at": MOMENT, "log": NAME})

# -- A receipt: read strictly, then every step followed ------------------------------------------------------------------
AS_DESCRIBED = "what RECEIPT.md describes, no field more or less"
NO_PROOF = "no proof: nothing shows that these bytes were issued"

def load(raw):
    """The value of a canonical file (RFC 8785 and one line feed); anything else is refused."""
    text = raw.decode()
    value = json.loads(text)
    claim(not WIDE_KEY(text), "a key beyond U+D7FF", "keys that sort alike everywhere", "the file")
    claim(to_json(value) + "\n" == text, "other bytes", "canonical JSON (RFC 8785), each key once, a line feed", "the file")
    return value

def check_sheet(sheet, types, at):
    claim(SHEET(sheet), sheet, AS_DESCRIBED, at)
    columns, outputs = ([KIND[column["type"]] for column in sheet[side]] for side in ("inputs", "outputs"))
    allowed = {"collect-sum": ORDERED[:1], "collect-min": ORDERED, "collect-max": ORDERED, "collect-list": ("text",)}
    claim({*outputs} <= {*allowed.get(sheet["hit"], KIND.values())}, outputs, "outputs that the hit policy can take", at)
    ids = [rule["id"] for rule in sheet["rules"]]
    claim(len({*ids}) == len(ids), ids, "every id once", at)
    for rule in sheet["rules"]:
        fit = len(rule["when"]) == len(columns) and len(rule["then"]) == len(outputs)
        cells = [*zip(rule["then"], outputs)]
        for cell, kind in zip(rule["when"], columns):
            fit = fit and (kind in ORDERED or "from" not in cell and "to" not in cell)
            cells += [(bound, kind) for bound in operands_of(cell)]
        for cell, kind in cells:
            place, kinds = (cell["input"], types) if "input" in cell else (cell.get("column", MANY), columns)
            fit = fit and (read(kind, cell["value"]) is not None if "value" in cell else kinds[place:][:1] == [kind])
        claim(fit, rule, "a cell for each column, of its kind", at)

LITERALS = {"round": (MODES, {str(scale) for scale in range(100)})}  # and of cmp, by its kind
LITERALS |= {kind: [["eq", "ne", "lt", "le", "gt", "ge"][: 6 if kind in ORDERED else 2]] for kind in KIND.values()}

def follow(i, steps, outs, sheets, inputs):
    """The out of step i, when it is what follows from its args."""
    step, at = steps[i], f"steps.{i}"
    op, args, out = step["op"], step["args"], step.get("out")
    least, most, compute = OPS[op]
    claim(step["n"] == i and least <= len(args) <= most, step, "its own n, and as many args as its op takes", at)
    claim(("kind" in step) == (op == "cmp"), step, "a kind with cmp, and only there", at)
    words = [sheets] if op == "row" else LITERALS.get(step.get("kind", op), ())
    for allowed, arg in zip(words, args):
        claim(type(arg.get("value")) is str and arg["value"] in allowed, arg, [*allowed], at)
    def value_of(arg):
        claim(arg.get("in", -1) < len(inputs) and arg.get("step", -1) < i, arg, "an input or an earlier step", at)
        return arg["value"] if "value" in arg else inputs[arg["in"]] if "in" in arg else outs[arg["step"]]
    values = [value_of(arg) for arg in args]
    if op == "row":
        sheet = sheets[values[0]]
        claim(len(args) == len(sheet["inputs"]) + 1, args, "one arg per column", at)
        compute = lambda args, _: row(sheet, args[1:], inputs)
    if op == "pick":
        hit = steps[args[0].get("step", i)]
        claim(hit["op"] == "row", args[0], "a row step", at)
        sheet = sheets[hit["args"][0]["value"]]
        cells = {column["id"]: [rule["then"][k] for rule in sheet["rules"]] for k, column in enumerate(sheet["outputs"])}
        claim("value" in args[1] and values[1] in [*cells], args[1], [*cells], at)
        named = [cell for cell in cells[values[1]] if "value" not in cell]
        named = [{"in": cell["input"]} if "input" in cell else hit["args"][cell["column"] + 1] for cell in named]
        claim(args[2:] == named, args[2:], named, at)
        columns = [value_of(arg) for arg in hit["args"][1:]]
        compute = lambda args, _: pick(sheet, cells[args[1]], args[0], columns, inputs)
    try:
        value = compute(values, step)
        if same(value, out) and (op != "round" or out == value) and (op != "div" or type(out) is not str):
            return out
        wrong = f"found {show(out)}, expected {show(value)}"
    except ValueError as error:
        wrong = error
    raise ValueError(f"differs at step {i} of {step['decision']}, {op}: {wrong}")

def recompute(raw):
    """A line that says that every step and every outcome follows."""
    receipt = load(raw)
    claim(RECEIPT(receipt) and len(receipt["policy"]["valid"]) == 2, receipt, AS_DESCRIBED, "the receipt")
    for part, fits in (("inputs", INPUT), ("steps", STEP), ("outcomes", RESULT)):
        for i, member in enumerate(receipt[part]):
            claim(fits(member), member, AS_DESCRIBED, f"{part}.{i}")
    steps, sheets, outs = receipt["steps"], receipt["sheets"], []
    values = [(f"inputs.{i}", given["type"], given.get("value")) for i, given in enumerate(receipt["inputs"])]
    inputs = [None if value is None else from_typed(kind, value, at) for at, kind, value in values]
    for name, sheet in sheets.items():
        check_sheet(sheet, [KIND[given["type"]] for given in receipt["inputs"]], f"sheets.{name}")
    for i in range(len(steps)):
        outs.append(follow(i, steps, outs, sheets, inputs))
    for i, result in enumerate(receipt["outcomes"]):
        status, value, n = result["outcome"]["status"], result["outcome"].get("value"), result.get("step")
        fit = n < len(steps) if n is not None else status == "incomplete"
        claim(fit, result, "the step that it follows from", f"outcomes.{i}")
        out = None if n is None else outs[n]
        agrees = out is (False if status == "refused" else None)
        if status == "decided":
            agrees = same(from_typed(result["type"], value, f"outcomes.{i}"), out)
        if not agrees:
            found = show(value) if status == "decided" else status
            raise ValueError(f"differs at outcome {i}, {result['decision']}: found {found}, expected {show(out)}")
    return f"same to the cent, {len(steps)} steps"

# -- The proof: RFC 6962 inclusion and an Ed25519 signature (RFC 8032) ---------------------------------------------------
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def plus(p, q):
    (x1, y1), (x2, y2) = p, q
    t = D * x1 * x2 * y1 * y2
    return (x1 * y2 + x2 * y1) * pow(1 + t, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P

def times(count, point):
    total = (0, 1)
    for bit in f"{count:b}":
        total = plus(total, total)
        total = plus(total, point) if bit == "1" else total
    return total

def decode_point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    claim(y < P and x * x % P == square and (x or not sign), data.hex(), "a point of the curve", "proof.key or sig")
    return (x if x % 2 == sign else P - x), y

BASE = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

@lru_cache(1 << 10)
def is_signed(key, sig, message):
    a, r, s = decode_point(key), decode_point(sig[:32]), int.from_bytes(sig[32:], "little")
    k = int.from_bytes(sha512(sig[:32] + key + message).digest(), "little") % ORDER
    return s < ORDER and times(8, a) != (0, 1) and times(8 * s, BASE) == times(8, plus(r, times(k, a)))

def root_of(leaf, index, size, path):
    """The root above a leaf, splitting at the largest power of two (RFC 6962 2.1); None when the path does not fit."""
    if size == 1 or not path:
        return leaf if size == 1 and not path else None
    split = 1 << (size - 1).bit_length() - 1
    left = index < split
    below = root_of(leaf, index if left else index - split, split if left else size - split, path[:-1])
    return below and sha256(b"\1" + (below + path[-1] if left else path[-1] + below)).digest()

def check_proof(raw, proof_raw, keys):
    """A line that says what is proven of these bytes."""
    proof = load(proof_raw)
    claim(PROOF(proof), proof, AS_DESCRIBED, "the proof")
    key, sig, leaf, root = (bytes.fromhex(proof[name]) for name in ("key", "sig", "leaf", "root"))
    index, size, path = proof["index"], proof["size"], [bytes.fromhex(node) for node in proof["path"]]
    message = to_json({name: proof[name] for name in ("at", "log", "root", "size")}).encode()
    claim(sha256(b"\0" + raw).digest() == leaf, proof["leaf"], "the hash of the receipt", "proof.leaf")
    fit = index < size and root_of(leaf, index, size, path) == root
    claim(fit, proof["path"], "a path from the leaf to the root", "proof.path")
    claim(is_signed(key, sig, message), proof["sig"], "a signature by this key over this root", "proof.sig")
    claim(keys is None or proof["key"] in keys, proof["key"], "a published key", "proof.key")
    published = "not published" if keys is None else "published"
    return f"receipt {index + 1} of {size} in {proof['log']}, signed at {proof['at']} by key {proof['key']}, {published}"

def judge(name, checks, quiet=False):
    """Prints one line with what each check says; true when all is well."""
    said, good = [], True
    for check, *given in checks:
        try:
            said.append(check(*given))
        except (ValueError, RecursionError) as error:
            said, good = [*said, f"{error}"], False
    if not (good and quiet):
        print(f"{name}: {'; '.join(said)}")
    return good

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("receipts", nargs="*", type=Path, metavar="RECEIPT")
    parser.add_argument("--proof", type=Path, help="the proof of one receipt, when it does not lie beside it")
    parser.add_argument("--keys", type=Path, help="keys.yaml with the published keys; another key is refused")
    parser.add_argument("--batch", help="receipts without proofs, one per line; - is standard input")
    asked = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")
    receipts, good = [path for path in asked.receipts if not path.name.endswith(".proof.json")], []
    if not receipts and not asked.batch or asked.proof and len(receipts) != 1:
        parser.error("give a receipt, and with --proof just one")
    try:
        keys = asked.keys and {*re.findall(r"(?m)^[^#]*\bkey:\W*([0-9a-f]{64})\b", asked.keys.read_text("utf-8"))}
        for path in receipts:
            raw, beside = path.read_bytes(), path.with_name(re.sub(r"(\.json)?$", ".proof.json", path.name, count=1))
            proof = asked.proof or beside.exists() and beside
            proven = (check_proof, raw, proof.read_bytes(), keys) if proof else (str, NO_PROOF)
            good.append(judge(path, [(recompute, raw), proven]))
        if asked.batch:
            lines = sys.stdin.buffer if asked.batch == "-" else open(asked.batch, "rb")
            same = [judge(f"{asked.batch}:{n}", [(recompute, line)], quiet=True) for n, line in enumerate(lines, 1)]
            print(f"{len(same)} receipts, {sum(same)} of them same to the cent; no proofs")
            good += same
    except (OSError, UnicodeDecodeError) as error:
        parser.error(str(error))
    return 0 if all(good) else 1

if __name__ == "__main__":
    sys.exit(main())
