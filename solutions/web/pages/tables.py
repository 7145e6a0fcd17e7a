"""What stands over a part's page, and the tables and counts over several parts."""

from collections import Counter
from collections.abc import Callable
from html import escape

from solutions.printing.markup import counted, formula, prose, verdict
from solutions.web.lookup import (
    HOLDS,
    Receipt,
    Receipts,
    claims,
    find_box,
    find_part,
    of_problem,
    page_of,
    unknown,
)

Href = Callable[[str], str]
"""From a page below docs/ to the address that a link on the present page needs."""


def title(receipt: Receipt) -> str:
    return f"{receipt['id']} · {receipt['title']}"


def header(receipts: Receipts, part: str, href: Href, code: str) -> str:
    """The strip under a part's title; `code` is the anchor of its source on the page, or empty."""
    receipt = find_part(receipts, part)
    names = list(receipts)
    here = names.index(part)
    before, after = names[max(here - 1, 0) : here], names[here + 1 : here + 2]
    uses = " ".join(_link(receipts, name, href, name) for name in receipt["uses"])
    module = f"<code>{escape(receipt['module'])}</code>"
    facts = [
        _verdicts(receipt),
        _amounts(receipt),
        f"rests on {uses}" if uses else "rests on no other part",
        f'<a href="#{code}">{module}</a>' if code else module,
    ]
    neighbours = [_link(receipts, name, href, f"← {name}") for name in before]
    neighbours += [_link(receipts, name, href, f"{name} →") for name in after]
    return (
        f'<div class="part"><p class="asks">{prose(receipt["asks"])}</p>'
        f'<ul class="facts" data-search-exclude>{"".join(f"<li>{fact}</li>" for fact in facts)}'
        f'<li class="neighbours">{"".join(neighbours)}</li></ul></div>'
    )


def status(receipts: Receipts, href: Href) -> str:
    """A row per part: what it claims, how that is known, and how much of it."""
    rows = "".join(
        f'<tr><th scope="row">{_link(receipts, name, href, title(receipt))}</th> '
        + "".join(f"<td>{number or '–'}</td> " for number in _numbers(receipt))
        + "</tr>"
        for name, receipt in receipts.items()
    )
    heads = ("part", "steps proved", "boxes", "checks: exact", "measured", "twins refuted")
    head = "".join(f'<th scope="col">{name}</th> ' for name in heads)
    return _table("status", head, rows)


def boxes(receipts: Receipts, problem: str, href: Href) -> str:
    """Every boxed result of a problem, with its part and its verdict."""
    rows = "".join(
        f'<tr><th scope="row">{_link(receipts, receipt["id"], href, receipt["id"])}</th> '
        f"<td>{formula(box['latex'])}</td> <td>{box['form']}</td> "
        f"<td>{verdict(box['verdict'])}</td></tr>"
        for receipt in of_problem(receipts, problem)
        for box in receipt["boxes"]
    )
    heads = ("part", "result", "form", "verdict")
    return _table("boxes", "".join(f'<th scope="col">{name}</th> ' for name in heads), rows)


def inline_box(receipts: Receipts, part: str, name: str) -> str:
    return formula(find_box(receipts, part, name)["latex"])


def count(receipts: Receipts, what: str) -> str:
    """How many parts, steps, boxes, checks and decoys there are, and how they were settled.

    A start line claims nothing and is not counted among the steps; `proved` counts steps, `exact`
    and `measured` count independent checks, `pairs` what those compare.
    """
    parts = receipts.values()
    every = [claim for receipt in parts for claim in claims(receipt)]
    checks = [check for receipt in parts for check in receipt["checks"]]
    numbers = {
        "parts": len(receipts),
        "steps": len(every),
        "proved": sum(claim["verdict"] == "proved" for claim in every),
        "boxes": sum(len(receipt["boxes"]) for receipt in parts),
        "checks": len(checks),
        "exact": sum(check["verdict"] == "proved" for check in checks),
        "measured": sum(check["verdict"] == "measured" for check in checks),
        "pairs": sum(check["pairs"] for check in checks),
        "decoys": sum(len(receipt["decoys"]) for receipt in parts),
    }
    if what not in numbers:
        raise unknown("count", what, numbers)
    return str(numbers[what])


def _link(receipts: Receipts, part: str, href: Href, text: str) -> str:
    receipt = find_part(receipts, part)
    return f'<a href="{escape(href(page_of(receipt)))}">{prose(text)}</a>'


def _numbers(receipt: Receipt) -> list[int]:
    steps = Counter(claim["verdict"] for claim in claims(receipt))
    checks = Counter(check["verdict"] for check in receipt["checks"])
    amounts = [len(receipt["boxes"]), checks["proved"], checks["measured"], len(receipt["decoys"])]
    return [steps["proved"], *amounts]


def _verdicts(receipt: Receipt) -> str:
    words = Counter(claim["verdict"] for claim in claims(receipt))
    return " ".join(verdict(word, words[word]) for word in HOLDS if words[word])


def _amounts(receipt: Receipt) -> str:
    amounts = [counted(len(claims(receipt)), "step"), counted(len(receipt["boxes"]), "box")]
    amounts.append(counted(len(receipt["checks"]), "check"))
    amounts.append(counted(len(receipt["decoys"]), "wrong twin"))
    return ", ".join(amounts)


def _table(name: str, head: str, rows: str) -> str:
    return (
        f'<div class="scroll"><table class="{name}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
