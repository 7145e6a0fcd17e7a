"""What the pages print can be typed: every box of every part reads back as it is."""

from importlib import import_module

import pytest
import sympy as sp

from solutions.answers.letters import for_part
from solutions.catalogue import parts
from solutions.printing.formulas import tex, text
from solutions.reading.expressions.building import build
from solutions.reading.parser import Unreadable, parse
from solutions.reading.plain_text import plain

PARTS = {name: import_module(module).part for name, module in parts().items()}
BOXES = [(part, box) for part in PARTS.values() for box in part.boxes]
DECOYS = [(part, decoy) for part in PARTS.values() for decoy in part.decoys]
NAMES = [f"{part.id} {box.name}" for part, box in BOXES]

TOO_LARGE = "50^{50000}"
"""A decoy of 2c, a number of 85 000 digits."""


@pytest.mark.parametrize(("part", "box"), BOXES, ids=NAMES)
def test_a_printed_box_reads_back(part, box):
    words = for_part(part.id)
    tree = parse(tex(box.value), words)
    assert build(tree, words).value == box.value
    assert parse(plain(tree), words) == tree


@pytest.mark.parametrize(("part", "box"), BOXES, ids=NAMES)
def test_with_what_stands_in_front_of_it(part, box):
    words = for_part(part.id)
    for sign in ("=", r"\sim", r"\approx"):
        built = build(parse(rf"$${box.lhs} {sign} {tex(box.value)}.$$", words), words)
        assert built.value == box.value
        assert built.relation == {"=": "=", r"\sim": "∼", r"\approx": "≈"}[sign]
        assert built.left
        assert "\\" not in built.left


@pytest.mark.parametrize(("part", "decoy"), DECOYS)
def test_a_wrong_twin_reads_back_as_itself(part, decoy):
    """Up to the form that SymPy chooses: 4(a + b) may be 4a + 4b."""
    words, shown = for_part(part.id), tex(decoy.value)
    if shown == TOO_LARGE:
        with pytest.raises(Unreadable):
            build(parse(shown, words), words)
        return
    value = build(parse(shown, words), words).value
    if value != decoy.value:
        products = value.atoms(sp.Product), decoy.value.atoms(sp.Product)
        (mine,), (its,) = products
        assert sp.cancel(mine.function - its.function) == 0
        assert value.xreplace({mine: its}) == decoy.value


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in ("1e finite", "1h finite") and name[0] == "1"]
)
def test_what_a_terminal_prints_reads_back_in_problem_1(name):
    """The terminal writes sums as functions of its own, so those two boxes are left out."""
    part, box = BOXES[NAMES.index(name)]
    words = for_part(part.id)
    assert build(parse(text(box.value), words), words).value == box.value
