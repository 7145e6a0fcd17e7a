"""Hostile texts: each is read or refused at once, and nothing of it is run."""

import json
import resource
import tracemalloc

import pytest

from solutions.answers.entry import answer
from solutions.answers.letters import for_part
from solutions.reading.expressions.building import build
from solutions.reading.expressions.conditions import build_domain
from solutions.reading.mathml import mathml
from solutions.reading.parser import Unreadable, parse
from solutions.reading.plain_text import plain
from solutions.reading.vocabulary import free
from tests.answers.work import Work

READING, JUDGING = 1_000_000, 4_000_000
"""Calls of functions: five times what the worst of these texts takes."""

DEEP_FRACTION = r"\frac{1}{" * 3000 + "x" + "}" * 3000
NESTED = "1"
for _ in range(38):
    NESTED = rf"\frac{{1}}{{2({NESTED})}}"

HOSTILE = {
    "tower": "9**9**9**9",
    "tower in brackets": "9^(9^(9^9))",
    "tower of letters": "x^(x^(x^(x^(x^(x^x)))))",
    "long power": "(2^64)^64",
    "large exponent": "x^999999999999",
    "root of a large number": "2^(1/999999999)",
    "powers of sums": "((x+y+z)^64)^64",
    "large product": "*".join(["999999999999999"] * 120),
    "opening brackets": "(" * 100_000,
    "opening brackets, within the limit": "(" * 1000,
    "closing brackets": ")" * 1000,
    "braces": "{" * 500 + "}" * 500,
    "fractions": DEEP_FRACTION,
    "nested fractions": NESTED,
    "minus signs": "-" * 1000 + "1",
    "roots": r"\sqrt" * 200 + "2",
    "logarithms": r"\log" * 290 + " x",
    "bars": "|" * 600,
    "slashes": "/".join(["x"] * 300),
    "long sum": "+".join(["x"] * 240),
    "long number": "1" * 1000,
    "long decimal": "0." + "3" * 900,
    "long name": "x" * 1100,
    "import": "__import__('os').system('true')",
    "attribute": "().__class__.__bases__[0].__subclasses__()",
    "lambda": "lambda: 0",
    "format": "{0.__class__}",
    "control characters": "1\x00+\x1b[31m2",
    "right-to-left mark": "1 + \u202e2 - 1",
    "zero width": "1\u200b2",
    "Cyrillic а": "а + 1",
    "full-width digits": "１ + １",
    "Arabic digits": "١ + ١",
    "surrogate": "\ud800",
    "combining": "x" + "\u0301" * 500,
    "emoji": "🙂",
    "long sum of terms": "sum_{k=1}^{99999999} k",
    "sums in sums": "".join(rf"\sum_{{{i}=1}}^{{200}}" for i in "abcdgkmnpq") + " a",
    "maxima": "max(" * 30 + "x" + ",y)" * 30,
    "absolute values": "abs(" * 39 + "x-1" + ")" * 39,
    "newlines": "\n" * 1100,
    "backslashes": "\\" * 1100,
    "relations": "=" * 1000,
    "chain": "=".join(["x"] * 500),
    "dollars": "$" * 1000,
    "subscripts": "x_{" * 300 + "1" + "}" * 300,
    "carets": "x" + "^" * 500,
    "primes": "x" + "'" * 900,
    "boxes": r"\boxed{" * 150 + "1" + "}" * 150,
    "hats": r"\hat" * 200 + "x",
    "division by nothing": "1/(1-1)",
    "logarithm of nothing": "log(0)",
    "no number": "0^(-1)",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("part", ["", "1e", "2g"])
def test_read_or_refused_at_once(text, part):
    words = for_part(part) if part else free()
    parse("1", words)  # the grammar is made once
    tracemalloc.start()
    refused = None
    with Work(READING):
        try:
            tree = parse(text, words)
            build(tree, words)
            plain(tree), mathml(tree)
        except Unreadable as why:
            refused = why
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
    if refused is not None:
        assert 0 <= refused.position <= max(len(text), 1)
        assert refused.expected
        assert 0 < len(refused.message) < 2000


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_conditions_too(text):
    for where in (text, f"{text} > 0", f"x > 0, {text}"):
        refused = None
        with Work(READING):
            try:
                build_domain(where)
            except Unreadable as why:
                refused = why
        assert refused is None or 0 <= refused.position <= max(len(where), 1)


WORK = {
    "towers of powers": "((x^8)^8)*((y^8)^8)*((z^8)^8)",
    "a power of sums": "(x+y+z+1)^20*(x-y)^20",
    "a long product": r"\prod_{k=1}^{200} (x+k)",
    "products in products": r"\prod_{k=1}^{n}\prod_{j=1}^{n}(x+j*k)",
    "sums in sums, written out": r"\sum_{k=1}^{200}\sum_{j=1}^{200} (k+j*x)^8",
    "sum to 10^15": r"\sum_{k=1}^{10^{15}} k",
    "sum to 10^6": "sum(k, k=1..10^6)",
    "logarithms in logarithms": "log(" * 20 + "x" + ")" * 20,
    "roots in roots": "sqrt(x+" * 12 + "1" + ")" * 12,
    "roots of primes": "*".join(f"(sqrt({p})+1)" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23)),
    "sizes": "*".join(f"|x-{i}|" for i in range(12)),
    "angles": "+".join(f"sin({i}*x)^5" for i in range(1, 12)),
    "exponentials": "e^(e^(e^x))",
    "a large exponential": "e^(10^9)",
    "maxima": "max(x,y,z,x*y,y*z,x*z)*max(x+1,y+1,z+1,x*y+1)",
    "powers of powers": "x^(x^x)",
}


@pytest.mark.parametrize("name", [*WORK, *HOSTILE])
def test_equal_answers_at_once(name):
    text = (WORK | HOSTILE)[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for left, right in ((text, "x+1"), (text, f"{text}+1")):
        request = json.dumps({"what": "equal", "left": left, "right": right, "where": ""})
        with Work(JUDGING):
            found = json.loads(answer(request))
        assert "error" not in found
        if right != "x+1":
            assert found["verdict"] != "equal"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


REFUSED = [
    *("tower", "tower in brackets", "tower of letters", "long power", "large exponent"),
    *("powers of sums", "opening brackets", "fractions", "import", "attribute", "lambda"),
    *("right-to-left mark", "zero width", "control characters", "Cyrillic а", "surrogate"),
    *("full-width digits", "Arabic digits", "combining", "emoji", "long number", "no number"),
    *("sums in sums", "division by nothing", "logarithm of nothing", "long sum of terms"),
]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    with pytest.raises(Unreadable):
        build(parse(HOSTILE[name]), free())


def test_what_cannot_be_seen_is_named():
    with pytest.raises(Unreadable, match="RIGHT-TO-LEFT OVERRIDE") as caught:
        parse("1 + \u202e2 - 1")
    assert caught.value.position == 4
    with pytest.raises(Unreadable, match="CYRILLIC SMALL LETTER A"):
        parse("а + 1")
