"""What a reader gets of an executed notebook."""

from pathlib import Path

import nbformat
import pytest
from markdown import markdown
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)

from solutions.web.notebooks.page import page
from solutions.web.notebooks.run import NotebookFailed
from solutions.web.pages.code import python


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "toy.py"
    file.write_text("# %% [markdown]\n# # Title\n\n# %%\n1\n")
    return file


def rendered(path: Path, *cells) -> str:
    made = page(nbformat.writes(new_notebook(cells=list(cells))), path, "toy.ipynb")
    return made.with_cells(markdown(made.markdown))


def shown(data: dict[str, str]):
    return new_code_cell("1", outputs=[new_output("display_data", data=data)])


def test_text_is_the_sites_markdown_and_the_download_stands_below_the_first(path):
    html = rendered(path, new_markdown_cell("# Title\n\n*Why*"), new_markdown_cell("## More"))
    assert "<h1>Title</h1>" in html
    assert "<em>Why</em>" in html
    assert html.index("Why") < html.index('href="toy.ipynb"') < html.index("More")
    assert html.count("toy.ipynb") == 1


def test_code_and_what_it_printed_reach_the_reader_as_they_are(path):
    printed = new_output("stream", name="stdout", text="a < b & *c* $d$ <!--/cell-->\n\n    e\n")
    html = rendered(path, new_code_cell("x = '$1$ <b> *y*'", outputs=[printed]))
    assert '<div class="language-python highlight"><pre><span></span><code>x ' in html
    assert "$1$ &lt;b&gt; *y*" in html
    assert "a &lt; b &amp; *c* $d$ &lt;!--/cell--&gt;\n\n    e</pre>" in html
    assert "data-notebook-cell" not in html


def test_values_tables_and_figures_are_shown(path):
    assert ">2</pre>" in rendered(path, shown({"text/plain": "2"}))
    assert "<em>2</em>" in rendered(
        path, shown({"text/markdown": "*2*", "text/plain": "<Markdown>"})
    )
    figure = "<svg><title>t</title><desc>d</desc></svg>"
    html = rendered(path, shown({"text/html": figure, "text/plain": "figure t"}))
    assert figure in html
    assert "figure t" not in html


def test_the_code_of_a_figure_waits_behind_its_name(path):
    cell = new_code_cell("draw()", metadata={"tags": ["figure"]})
    html = rendered(path, cell)
    assert '<details class="notebook-code"><summary>Code of this figure</summary>' in html
    assert html.index("<summary>") < html.index("draw") < html.index("</details>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}, "without alternative text"),
        ({"text/html": "<svg></svg>"}, "without alternative text"),
        ({"text/html": "<img src='a.png'>"}, "without alternative text"),
        ({"application/javascript": "alert(1)"}, "shows application/javascript"),
    ],
)
def test_what_not_every_reader_could_see_stops_the_build(path, data, reason):
    with pytest.raises(NotebookFailed, match=reason) as stopped:
        rendered(path, new_markdown_cell("# Title"), shown(data))
    assert str(stopped.value).startswith(f"{path}:4  ")


def test_plain_names_carry_no_marks():
    assert "<span" not in python("name").replace("<span></span>", "")
    assert '<span class="k">return</span> name' in python("return name")
