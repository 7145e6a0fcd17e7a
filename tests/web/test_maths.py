"""Formulas on a page, through markdown.markdown alone."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest

from solutions.web.typesetting.maths import MathsError, set_formulas


def converter(cache: Path, **options) -> Any:
    return markdown.Markdown(
        extensions=[
            "pymdownx.arithmatex",
            "solutions.web.typesetting.maths",
            "tables",
            "toc",
            "attr_list",
        ],
        extension_configs={
            "pymdownx.arithmatex": {"generic": True},
            "solutions.web.typesetting.maths": {"cache": str(cache), **options},
        },
    )


@pytest.fixture
def page(tmp_path):
    return lambda text, **options: converter(tmp_path, **options).convert(text)


def tex(page: str) -> list[str]:
    """The TeX that the page keeps, in order."""
    return [html.unescape(each) for each in re.findall(r"<span hidden>(.*?)</span>", page, re.S)]


def spoken(page: str) -> list[str]:
    """What a screen reader reads of each formula, as plain characters."""
    return [re.sub("<[^>]*>", "", each) for each in re.findall(r"<math.*?</math>", page, re.S)]


def test_an_inline_formula_is_a_drawing_its_text_and_its_tex(page):
    made = page(r"The variance $\sigma^2 + 1$ of it.")
    assert made.count('<svg aria-hidden="true" viewBox') == 1
    assert spoken(made) == ["σ2+1"]
    assert tex(made) == [r"\sigma^2 + 1"]


@pytest.mark.parametrize("source", ["$$\n{}\n$$", "\\[\n{}\n\\]"])
def test_a_display_formula_stands_in_a_box_that_scrolls(page, source):
    formula = r"\begin{aligned} a &= b \\ &< c \end{aligned}"
    made = page(source.format(formula))
    assert '<div class="maths maths-display"><span class="maths-scroll"><svg' in made
    assert tex(made) == [formula]


def test_both_delimiters_give_the_same_page(page):
    assert page(r"So $x_t$ is.") == page(r"So \(x_t\) is.")


def test_a_wide_display_formula_can_be_reached_by_keyboard_before_any_script_runs(page):
    long = "+".join(["x^2"] * 20)
    assert 'tabindex="0" role="group" aria-label="wide formula"' in page(f"$$\n{long}\n$$")
    assert "tabindex" not in page("$$\nx^2\n$$")


def test_a_long_inline_formula_may_break_between_its_parts(page):
    long = "+".join(["x^2"] * 20)
    assert page(f"So ${long}$.").count("</svg> <svg") > 5
    assert "</svg> <svg" not in page("So $a + b$.")


def test_an_unbreakable_inline_formula_wider_than_a_phone_scrolls(page):
    wide = r"\sqrt{" + "+".join(["x^2"] * 20) + "}"
    assert '<span class="maths-wide" tabindex="0"' in page(f"So ${wide}$.")


def test_sizes_are_styles_so_that_nothing_moves_or_stretches(page):
    for drawing in re.findall("<svg aria-hidden[^>]*viewBox[^>]*>", page(r"$x$ and $\frac{a}{b}$")):
        assert re.search(
            r'style="width:[.\d]+ex;height:[.\d]+ex;vertical-align:-?[.\d]+ex"', drawing
        )


def test_parts_of_a_tall_bracket_carry_their_size_as_a_style_too(page):
    made = page("$$\n" + r"\begin{cases}a\\b\\c\\d\\e\\f\end{cases}" + "\n$$")
    nested = re.findall(r'<svg width="[^>]*>', made)
    assert nested
    assert all(re.search(r'style="width:[\d.]+px;height:[\d.]+px"', each) for each in nested)


def test_punctuation_stays_with_its_formula(page):
    made = page("Let ($x$), and the $K$-th: $y$'s value.")
    assert [re.sub("<.*>", "·", run) for run in _runs(made)] == ["(·),", "·-th:", "·'s"]


def _runs(page: str) -> list[str]:
    return re.findall(r'<span class="maths-run">(.*?</span></span>[^<]*)</span>', page)


def test_every_glyph_is_defined_once_on_the_page(page):
    made = page("# On $x$\n\n$x^2$, $x_2$ and\n\n$$\n\\sum_{x=2}^\\infty \\widehat{x}\n$$")
    used = set(re.findall(r'<use xlink:href="#([^"]+)"', made))
    defined = re.findall(r'<path id="([^"]+)"', made)
    assert used == set(defined)
    assert len(defined) == len(set(defined))
    assert made.count("<defs>") == 1


@pytest.mark.parametrize("letter", ["x", "X", "g", r"\sigma", r"\pi", "8", r"\pm", r"\mathbb{E}"])
def test_an_outline_fills_the_box_that_its_formula_states(page, letter):
    made = page(f"${letter}$")
    (view,) = re.findall('viewBox="([^"]*)"', made)
    _, top, width, height = map(int, view.split())
    (outline,) = re.findall(r'<path id="[^"]+" d="([^"]+)"', made)
    across, up = zip(*_points(outline), strict=True)
    assert -40 <= min(across) < max(across) <= width + 40
    assert (max(up), min(up)) == pytest.approx((-top, -top - height), abs=30)


def _points(outline: str):
    x = y = start_x = start_y = 0
    for command, rest in re.findall("([A-Za-z])([^A-Za-z]*)", outline):
        numbers = [int(number) for number in re.findall(r"-?\d+", rest)]
        if command == "z":
            x, y = start_x, start_y
        for step in range(
            0, len(numbers), {"M": 2, "h": 1, "v": 1, "l": 2, "c": 6}.get(command, 1)
        ):
            if command == "M":
                start_x, start_y = x, y = numbers
            elif command in "hv":
                x, y = (x + numbers[step], y) if command == "h" else (x, y + numbers[step])
            else:
                end = step + (2 if command == "l" else 6)
                x, y = x + numbers[end - 2], y + numbers[end - 1]
            yield x, y


def test_nothing_of_mathjaxs_bookkeeping_is_sent(page):
    made = page(r"$\left(\frac{a}{b}\right)^2$ and $\text{if } x$")
    for mark in ("data-mml", "data-c", "data-latex", "data-mjx", "mjx-", "xmlns", "<g></g>", "MJX"):
        assert mark not in made
    assert not re.search(r"<g>|<g/>|role=\"img\"|focusable", made)


def test_colours_are_those_of_the_text_around(page):
    made = page(r"$\begin{array}{|c|} x \end{array}$")
    assert re.findall(r'(?:fill|stroke)="([^"]*)"', made) == [
        "currentColor",
        "currentColor",
    ]


def test_a_page_without_formulas_is_left_alone(page):
    assert page("Nothing costs \\$5 here.") == "<p>Nothing costs $5 here.</p>"


def test_code_stays_code(page):
    made = page("`$x$`\n\n    $$y$$\n\n<pre><code>\\(z\\)</code></pre>\n")
    assert "<code>$x$</code>" in made
    assert "<code>$$y$$\n</code>" in made
    assert r"<code>\(z\)</code>" in made
    assert "<svg" not in made


def test_formulas_in_tables(page):
    made = page("| part | law |\n|---|---|\n| 1a | $\\sigma^2$ |\n")
    assert re.search('<td><span class="maths"><svg', made)


def test_raw_html_of_the_page_blocks_is_set_too(page):
    made = page(
        '<div class="step"><span class="arithmatex">\\(a &lt; b\\)</span></div>\n\n'
        '<figure><div id="law" class="box arithmatex proved">\n\\[ X_1 \\]\n</div></figure>'
    )
    assert tex(made) == ["a < b", "X_1"]
    assert '<div id="law" class="box maths maths-display proved">' in made
    assert r"\(" not in made
    assert r"\[" not in made


def test_headings_keep_sane_anchors_and_a_drawn_table_of_contents(tmp_path):
    md = converter(tmp_path)
    made = md.convert("# The law of *the* $X_1$\n\n## From $\\sigma^2$ to `\\(y\\)`\n\n[TOC]\n")
    (top,) = md.toc_tokens
    (below,) = top["children"]
    assert (top["id"], below["id"]) == ("the-law-of-the-x_1", "from-sigma2-to-y")
    assert re.fullmatch(
        r'The law of the <span class="maths"><svg.*</svg><math>.*</math></span>', top["name"]
    )
    assert below["name"].endswith(r"</span> to \(y\)")
    assert tex(top["name"]) == []
    body = re.sub("<code>.*?</code>", "", made)
    assert body.count(r"\(") == 1  # the code in the second heading, listed under [TOC]
    assert re.search('<li><a href="#from-sigma2-to-y">From <span class="maths"><svg', body)


def test_a_label_for_the_table_of_contents_is_kept(tmp_path):
    md = converter(tmp_path)
    md.convert('# On $X_1$ {data-toc-label="The end"}\n')
    assert md.toc_tokens[0]["name"] == "The end"


def test_one_converter_can_make_several_pages(tmp_path):
    md = converter(tmp_path)
    first = md.convert("# First $a$\n")
    md.reset()
    assert tex(md.convert("# Second $b$\n")) == ["b"]
    md.reset()
    assert md.convert("# First $a$\n") == first


class Indexed(HTMLParser):
    """Text as a search index takes it, which leaves out what says data-search-exclude."""

    def __init__(self):
        super().__init__()
        self.open, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append("data-search-exclude" in dict(attrs))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if not any(self.open):
            self.words.append(data)


def test_the_search_index_reads_the_tex_once_and_no_mathml(page):
    index = Indexed()
    index.feed(page(r"The limit $\sigma^2 < 1$ holds."))
    assert "".join(index.words).strip() == r"The limit \sigma^2 < 1 holds."


def test_macros_of_the_project_and_of_the_page_options(page):
    made = page(
        r"$\E[X]$, $\KL(p\|q)$, $\Var(X)$, $\N(0,1)$, $\given{x}{y}$",
        macros={"given": [r"#1\mid #2", 2]},
    )
    assert spoken(made) == ["E[X]", "DKL(p‖q)", "Var\u2061(X)", "N(0,1)", "x∣y"]


def test_an_unknown_macro_stops_the_build_with_its_line(page):
    with pytest.raises(MathsError) as caught:
        page("First $x$.\n\nThen $\\foo{x}\n+ 1$.\n")
    assert str(caught.value) == (
        "this page:3: a formula cannot be set: Undefined control sequence \\foo\n"
        "    \\foo{x}\n"
        "    + 1\n"
        "  Correct its name, or define it among the macros of solutions.web.typesetting.maths."
    )


def test_all_wrong_formulas_of_a_page_are_named_at_once(page):
    with pytest.raises(MathsError) as caught:
        page("$\\frac{1}$ and $x$\n\n$$\na}\n$$\n")
    assert str(caught.value) == (
        "this page:1: a formula cannot be set: Missing argument for \\frac\n"
        "    \\frac{1}\n"
        "this page:4: a formula cannot be set: Extra close brace or missing open brace\n"
        "    a}"
    )


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        (r"x \tag{1}", r"\tag cannot be used: numbers and references belong to the page"),
        (r"\eqref{a}", r"\eqref cannot be used: numbers and references belong to the page"),
        (
            r"\DeclareMathOperator{\a}{b}",
            r"\DeclareMathOperator cannot be used: a formula may not define macros",
        ),
        (r"\newcommand{\a}{b}", r"Undefined control sequence \newcommand"),
        (r"\href{x}{y}", r"Undefined control sequence \href"),
        (r"\require{html}", r"Undefined control sequence \require"),
        (" ", "the formula is empty"),
    ],
)
def test_what_a_formula_may_not_do(formula, reason):
    with pytest.raises(MathsError, match=f"^a.md: a formula cannot be set: {re.escape(reason)}"):
        set_formulas(f'<span class="arithmatex">\\({html.escape(formula)}\\)</span>', "a.md")


def test_html_of_other_makers_of_pages_is_set_by_the_same_function():
    made = set_formulas('<p><span class="arithmatex">\\(x^2\\)</span></p>', "notebooks/a.py")
    assert spoken(made) == ["x2"]
    assert set_formulas(made, "notebooks/a.py") == made


@pytest.mark.parametrize(
    "tex", [r"\fbox{x}", r"&#92;boxed{x}", r"\csname b\relax oxed\endcsname{x}"]
)
def test_a_frame_is_kept_for_results(page, tex):
    with pytest.raises(MathsError, match="a frame around a formula is kept for results"):
        page(f"It is ${tex}$.\n")
