r"""Formulas in HTML: drawings, their text for screen readers, and their TeX.

An element of class "arithmatex" that holds \( … \) or \[ … \] is replaced by a drawing (sized in
ex, coloured by currentColor, glyphs shared by the whole page), hidden MathML for screen readers
and the TeX once, hidden, for the search index and for copying.
"""

import html as entities
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from solutions.web.typesetting.typeset_cache import LOCK, Rejected, Typeset, typeset, whole
from solutions.web.typesetting.typesetter import Formula, TypesetterFailed, as_json, mathjax

MACROS: dict[str, str | list[Any]] = {
    "E": r"\mathbb{E}",
    "KL": r"D_{\mathrm{KL}}",
    "Var": r"\operatorname{Var}",
    "N": r"\mathcal{N}",
}
PHONE = 36.0  # ex: a display formula wider than this does not fit a screen of 360 px

# A frame looks like a verified box, and \csname can spell anything.
FRAME = re.compile(r"\\(?:boxed|[fb]box|framebox|csname)(?![a-zA-Z])")
FRAMED = Rejected("a frame around a formula is kept for results: ::: box PART BOX shows them")

TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
FORMULA = re.compile(
    r"""(?P<before>[(\[“‘«]?)
    <(?P<tag>span|div)(?P<attributes>\s[^<>]*?\bclass=["'][^"'<>]*\barithmatex\b[^<>]*)>\s*
    (?:\\\((?P<inline>(?:(?!</(?P=tag)).)*)\\\)|\\\[(?P<display>(?:(?!</(?P=tag)).)*)\\\])\s*
    </(?P=tag)>
    (?P<after>(?:-\w+|['’]s\b)?[,.;:!?)\]”’»]*)""",
    re.DOTALL | re.VERBOSE,
)


class MathsError(Exception):
    """A formula cannot be set, or nothing can: the message says where, why and what to do."""


@dataclass(frozen=True)
class Setup:
    """How formulas are set: macros besides MACROS, where results are kept, how long to wait."""

    macros: Mapping[str, Any] = field(default_factory=dict)
    cache: Path = LOCK.parent / ".cache" / "maths"
    timeout: float = 60.0
    node: str | None = None

    def typeset(self, formulas: list[Formula]) -> dict[Formula, Typeset | Rejected]:
        """Every formula set. Raises TypesetterFailed when Node or MathJax does not work."""
        macros = as_json({**MACROS, **self.macros})
        results = typeset(
            formulas,
            self.cache,
            macros,
            lambda missing: mathjax(macros, self.timeout, self.node).set(missing),
        )
        return dict(zip(formulas, results, strict=True))


def set_formulas(html: str, page: str, *, source: str = "", setup: Setup | None = None) -> str:
    """The HTML of a whole page with every formula set, and one set of glyphs at its end.

    `page` and `source` (the text that the author wrote) name the place in messages.
    Raises MathsError if a formula is refused or if Node or MathJax does not work.
    """
    if not FORMULA.search(html):
        return html
    setup = setup or Setup()
    made_by = as_json({"macros": {**setup.macros}, "code": _code()})
    return whole(html, page, setup.cache, made_by, lambda: _drawn(html, page, source, setup))


@cache
def _code() -> str:
    """What makes a page of formulas that were set: this module's own text."""
    return Path(__file__).read_text(encoding="utf-8")


def _drawn(html: str, page: str, source: str, setup: Setup) -> str:
    found = FORMULA.finditer(html)
    formulas = list(dict.fromkeys(_formula(match) for match in found))
    if framed := {known: FRAMED for known in formulas if FRAME.search(known.tex)}:
        raise MathsError(_complaints(framed, page, source))
    try:
        results = setup.typeset(formulas)
    except TypesetterFailed as failure:
        raise MathsError(f"{page}: {failure}") from None
    drawn = {known: result for known, result in results.items() if isinstance(result, Typeset)}
    if refused := [known for known in formulas if known not in drawn]:
        raise MathsError(_complaints({known: results[known] for known in refused}, page, source))
    glyphs: dict[str, str] = {}
    for result in drawn.values():
        glyphs.update(result.glyphs)
    return FORMULA.sub(lambda match: _element(match, drawn[_formula(match)]), html) + _defs(glyphs)


def has_formula(html: str) -> bool:
    """Whether anything in this HTML would be set."""
    return FORMULA.search(html) is not None


def toc_name(heading: str, setup: Setup) -> str:
    """A heading's inner HTML as a table of contents shows it: formulas drawn, no other markup."""
    results = setup.typeset([_formula(match) for match in FORMULA.finditer(heading)])
    parts, end = [], 0
    for match in FORMULA.finditer(heading):
        result = results[_formula(match)]
        drawn = f"{result.svg}{result.mathml}" if isinstance(result, Typeset) else ""
        parts += [TAG.sub("", heading[end : match.start()]), match["before"]]
        parts += [f'<span class="maths">{drawn}</span>', match["after"]]
        end = match.end()
    return "".join((*parts, TAG.sub("", heading[end:]))).strip()


def _formula(match: re.Match[str]) -> Formula:
    display = match["display"] is not None
    return Formula(entities.unescape(match["display" if display else "inline"]).strip(), display)


def _element(match: re.Match[str], result: Typeset) -> str:
    formula = _formula(match)
    wide = ' tabindex="0" role="group" aria-label="wide formula"' * (result.width > PHONE)
    drawing = f"{result.svg}{result.mathml.replace('<math', '<math data-search-exclude', 1)}"
    if formula.display:
        kind, drawing = "maths maths-display", f'<span class="maths-scroll"{wide}>{drawing}</span>'
    elif wide:
        kind, drawing = "maths", f'<span class="maths-wide"{wide}>{drawing}</span>'
    else:
        kind = "maths"
    attributes = re.sub(r"\barithmatex\b", kind, match["attributes"], count=1)
    tex = f"<span hidden>{entities.escape(formula.tex, quote=False)}</span>"
    whole = f"<{match['tag']}{attributes}>{drawing}{tex}</{match['tag']}>"
    before, after = match["before"], match["after"]
    # A line may break on either side of a drawing, also before the comma that follows it.
    if (before or after) and not formula.display:
        return f'<span class="maths-run">{before}{whole}{after}</span>'
    return f"{before}{whole}{after}"


def _defs(glyphs: Mapping[str, str]) -> str:
    paths = "".join(f'<path id="{name}" d="{glyphs[name]}"/>' for name in sorted(glyphs))
    return f'\n<svg aria-hidden="true" style="display:none"><defs>{paths}</defs></svg>'


def _complaints(refused: Mapping[Formula, Typeset | Rejected], page: str, source: str) -> str:
    return "\n".join(_complaint(known, refused[known], page, source) for known in refused)


def _complaint(formula: Formula, result: Typeset | Rejected, page: str, source: str) -> str:
    at = source.find(formula.tex)
    place = f"{page}:{source.count(chr(10), 0, at) + 1}" if formula.tex and at >= 0 else page
    reason = result.reason if isinstance(result, Rejected) else ""
    shown = "\n    ".join(formula.tex.splitlines())
    advice = (
        "\n  Correct its name, or define it among the macros of solutions.web.typesetting.maths."
        if reason.startswith("Undefined control sequence")
        else ""
    )
    return f"{place}: a formula cannot be set: {reason}\n    {shown}{advice}"
