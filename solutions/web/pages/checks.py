"""How we know: the independent checks with some figures, and the wrong twins they refuted."""

from html import escape

from solutions.printing.markup import counted, formula, number, place, prose, sentences, verdict
from solutions.web.lookup import Claim, Receipts, find_part

MEANS = {
    "exact": "exact arithmetic",
    "enclosure": "certified enclosures",
    "rounding": "floating point, up to rounding",
    "statistics": "simulation, with its standard error",
    "asymptotic": "asymptotic expansion",
}


def checks(receipts: Receipts, part: str) -> str:
    """The part's checks: title, means, number of pairs, a few figures, evidence."""
    return "".join(_check(check, part) for check in find_part(receipts, part)["checks"])


def decoys(receipts: Receipts, part: str) -> str:
    """Each wrong twin: where it comes from, the check that refuted it, the counterexample."""
    receipt = find_part(receipts, part)
    titles = {check["name"]: check["title"] for check in receipt["checks"]}
    boxes = {box["name"]: box for box in receipt["boxes"]}
    rows = [_decoy(decoy, boxes[decoy["box"]], titles) for decoy in receipt["decoys"]]
    return f'<ul class="decoys">{"".join(rows)}</ul>'


def _check(check: Claim, part: str) -> str:
    means = ", ".join(_means(word, check["verdict"]) for word in check["means"].split(", "))
    about = ", ".join(check["boxes"])
    return (
        f'<section class="check {check["verdict"]}" id="{part}-check-{check["name"]}">'
        f'<p class="title">{prose(check["title"])}</p>'
        f'<p class="because">{escape(means)} · {counted(check["pairs"], "pair")} compared · '
        f"{'box' if len(check['boxes']) == 1 else 'boxes'} {escape(about)}</p>"
        f"{_figures(check['figures'])}"
        f'<details class="evidence"><summary>{verdict(check["verdict"])}</summary>'
        f"<div data-search-exclude>{sentences(check['evidence'])}<p>{place(check)}</p></div>"
        "</details></section>"
    )


def _means(word: str, verdict: str) -> str:
    # Balls around irrational numbers can be shown to overlap, not to be equal.
    if word == "exact" and verdict == "measured":
        return "exact or ball arithmetic"
    return MEANS.get(word, word)


def _figures(figures: list[dict[str, str]]) -> str:
    if not figures:
        return ""
    # A check without letters compares at no particular point.
    at = any(figure["at"] for figure in figures)
    rows = "".join(_row(figure, at) for figure in figures)
    heads = "".join(
        f'<th scope="col">{head}</th> ' for head in (("at",) if at else ()) + ("claimed", "found")
    )
    return (
        f'<div class="scroll"><table class="figures"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(figure: dict[str, str], at: bool) -> str:
    point = f"${figure['at']}$" if figure["at"] else ""
    shown = ([point] if at else []) + [figure["claimed"], figure["found"]]
    return f"<tr>{' '.join(f'<td>{number(cell)}</td>' for cell in shown)}</tr>"


def _decoy(decoy: Claim, box: Claim, titles: dict[str, str]) -> str:
    check = str(titles.get(decoy["refuted_by"], decoy["refuted_by"]))
    # The page prints what is true: the answer is *not* the twin.
    relation = rf"\not{box['relation']}" if box["relation"] else r"\neq"
    tex = f"{box['lhs']} {relation} {decoy['latex']}"
    return (
        f'<li class="decoy"><div class="display">{formula(tex, display=True)}</div>'
        f'<p class="because">{prose(decoy["source"])}</p>'
        f'<p class="refuted">{verdict("refuted")} by “{prose(check)}”: '
        f"{number(decoy['counterexample'])}</p></li>"
    )
