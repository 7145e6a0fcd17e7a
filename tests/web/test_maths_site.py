"""Formulas in a small site made by MkDocs with Material: search, titles, errors, and a browser."""

import http.server
import json
import re
import threading
from functools import partial
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
WIDE = "+".join(f"x_{{{k}}}^2" for k in range(30))
INDEX = rf"""# The law of $X_1$

Let $\sigma^2 < 1$, so that $t$ is small.

## Its variance $\sigma^2 + 1$

$$
\frac{{\sigma^2}}{{\sigma^2 + 1}}
$$

$$
{WIDE}
$$

$$
\begin{{cases}}a\\b\\c\\d\\e\\f\end{{cases}}
$$

See [the other page](other.md).
"""


def make_site(folder: Path, pages: dict[str, str]) -> Path:
    docs = folder / "docs"
    (docs / "assets").mkdir(parents=True)
    for name in ("maths.css", "copy-tex.js"):
        (docs / "assets" / name).write_bytes((ASSETS / name).read_bytes())
    for name, text in pages.items():
        (docs / name).write_text(text, encoding="utf-8")
    config = {
        "site_name": "Small",
        "docs_dir": str(docs),
        "site_dir": str(folder / "site"),
        "theme": {"name": "material", "font": False, "features": ["navigation.instant"]},
        "plugins": ["search"],
        "extra_css": ["assets/maths.css"],
        "extra_javascript": ["assets/copy-tex.js"],
        "markdown_extensions": [
            {"pymdownx.arithmatex": {"generic": True}},
            {"solutions.web.typesetting.maths": {"cache": str(folder / "cache")}},
        ],
    }
    path = folder / "mkdocs.yml"
    path.write_text(json.dumps(config), encoding="utf-8")
    build(load_config(str(path), strict=True))
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    other = "# Other\n\n$$\ny^2\n$$\n\nBack [home](index.md).\n"
    return make_site(tmp_path_factory.mktemp("small"), {"index.md": INDEX, "other.md": other})


def test_the_search_index_holds_tex(site):
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert entries[""]["title"] == "The law of X_1"
    assert entries[""]["text"] == r"<p>Let \sigma^2 &lt; 1, so that t is small.</p>"
    below = entries["#its-variance-sigma2-1"]
    assert below["title"] == r"Its variance \sigma^2 + 1"
    assert below["text"].startswith(r"\frac{\sigma^2}{\sigma^2 + 1} x_{0}^2+")


def test_titles_are_plain_text_and_the_table_of_contents_is_drawn(site):
    page = (site / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="#its-variance[^>]*>\s*<span class="md-ellipsis">\s*Its.*<svg', page)
    assert '<span class="md-ellipsis">\n    \n  \n    The law of X_1' in page
    assert r"\(" not in page
    assert r"\[" not in page


def test_no_maths_script_and_no_maths_font(site):
    page = (site / "index.html").read_text(encoding="utf-8")
    assert not re.search("mathjax|katex", page, re.I)
    assert not [path for path in site.rglob("*") if path.suffix in {".woff", ".woff2", ".otf"}]


def test_a_wrong_formula_stops_the_build_with_file_and_line(tmp_path, monkeypatch, caplog):
    monkeypatch.chdir(tmp_path)
    pages = {"index.md": "---\ntitle: A\n---\n# A\n\nSo $x$ and\n$\\foo$.\n"}
    with pytest.raises(Abort, match="Aborted with a BuildError"):
        make_site(tmp_path, pages)
    assert caplog.messages[-1].startswith(
        "docs/index.md:7: a formula cannot be set: Undefined control sequence \\foo\n    \\foo\n"
    )


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def address(site):
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(site))
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def opened(browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.locator(".maths-copy").first.wait_for(state="attached")
    yield page
    assert wrong == []
    context.close()


def clipboard(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.browser
def test_a_phone_shows_every_formula_at_its_stated_size(opened):
    sizes = opened.evaluate(
        """[...document.querySelectorAll('.maths > svg, .maths-scroll > svg')]
          .filter((svg) => svg.closest('article')).map((svg) => {
            const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
            return (box.width / box.height) / (view.width / view.height); })"""
    )
    assert len(sizes) == 7
    assert sizes == pytest.approx([1] * 7, abs=0.02)
    assert opened.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
def test_every_drawn_glyph_has_ink(opened):
    inked = opened.evaluate(
        "[...document.querySelectorAll('article use')].map((use) => use.getBBox().height > 0)"
    )
    assert len(inked) > 100
    assert all(inked)


@pytest.mark.browser
def test_nothing_moves_while_the_page_loads(opened):
    opened.reload()
    shift = opened.evaluate(
        """new Promise((done) => { let sum = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 300); })"""
    )
    assert shift == 0


@pytest.mark.browser
def test_only_a_box_that_scrolls_is_a_stop_for_the_keyboard(opened):
    reached = "[...document.querySelectorAll('.maths-scroll')].map((box) => box.tabIndex)"
    assert opened.evaluate(reached) == [-1, 0, -1]
    opened.set_viewport_size({"width": 3000, "height": 740})
    opened.add_style_tag(content=".md-grid { max-width: none }")
    opened.wait_for_function(f"{reached}.every((index) => index < 0)")


@pytest.mark.browser
def test_a_selection_is_copied_with_its_tex(opened):
    opened.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
    opened.keyboard.press("Control+c")
    copied = clipboard(opened)
    assert "Let $\\sigma^2 < 1$, so that $t$ is small." in copied
    assert "\n$$\n\\frac{\\sigma^2}{\\sigma^2 + 1}\n$$\n" in copied
    assert "Copy TeX" not in copied
    assert "σ" not in copied


@pytest.mark.browser
def test_a_selection_that_starts_within_a_formula_takes_it_whole(opened):
    opened.evaluate(
        """() => { const text = document.querySelector('article p');
        const range = document.createRange();
        range.setStart(text.querySelector('mi').firstChild, 0);
        range.setEnd(text.lastChild, 4);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    opened.keyboard.press("Control+c")
    assert clipboard(opened) == "$\\sigma^2 < 1$, so that $t$ is"


@pytest.mark.browser
def test_a_selection_without_formulas_is_left_to_the_browser(opened):
    opened.evaluate("getSelection().selectAllChildren(document.querySelector('article a'))")
    opened.keyboard.press("Control+c")
    assert clipboard(opened) == "the other page"


@pytest.mark.browser
def test_the_button_copies_by_keyboard_and_says_so(opened):
    button = opened.locator(".maths-display button").first
    button.focus()
    opened.keyboard.press("Shift+Tab")
    opened.keyboard.press("Tab")
    assert button.evaluate("each => getComputedStyle(each).opacity") == "1"
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    opened.keyboard.press("Enter")
    opened.wait_for_function("document.querySelector('[role=status].maths-said').textContent")
    assert opened.locator(".maths-said").text_content() == "TeX copied"
    assert clipboard(opened) == r"\frac{\sigma^2}{\sigma^2 + 1}"


@pytest.mark.browser
def test_instant_navigation_brings_buttons_to_the_next_page(opened, address):
    opened.get_by_role("link", name="the other page").click()
    opened.wait_for_url(address + "other/")
    opened.locator("h1", has_text="Other").wait_for()
    opened.locator(".maths-copy").wait_for(state="attached")
    opened.locator(".maths-copy").focus()
    opened.keyboard.press("Enter")
    opened.wait_for_function("document.querySelector('.maths-said').textContent")
    assert clipboard(opened) == "y^2"
