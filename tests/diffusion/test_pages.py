"""The pages of problem 1 leave no step and no box out, and show none twice."""

import re
from collections import Counter
from pathlib import Path

import pytest

from solutions.author import Part
from solutions.diffusion import a_forward_law as a
from solutions.diffusion import b_marginals as b
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion import f_training as f
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion import h_ddim_sampler as h

DOCS = Path(__file__).parents[2] / "docs" / "diffusion"
PARTS = [pytest.param(module.part, id=module.part.id) for module in (a, b, c, d, e, f, g, h)]


def blocks(part: Part) -> list[list[str]]:
    """The words of each block on the part's page."""
    text = (DOCS / f"{part.id[1]}.md").read_text(encoding="utf-8")
    return [line.split() for line in re.findall(r"^::: (.+)$", text, flags=re.MULTILINE)]


@pytest.mark.parametrize("part", PARTS)
def test_every_line_is_shown_once(part: Part) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    lines = {derivation.name: derivation.names for derivation in part.derivations}
    for kind, _, *rest in blocks(part):
        if kind == "steps":
            name, *words = rest
            for word in words or [f"{lines[name][0]}..{lines[name][-1]}"]:
                first, _, last = word.partition("..")
                span = slice(lines[name].index(first), lines[name].index(last or first) + 1)
                shown.update((name, line) for line in lines[name][span])
    assert shown == Counter((name, line) for name, all_ in lines.items() for line in all_)


@pytest.mark.parametrize("part", PARTS)
def test_every_box_is_shown_once(part: Part) -> None:
    shown = sorted(rest[0] for kind, _, *rest in blocks(part) if kind == "box")
    assert shown == sorted(box.name for box in part.boxes)


@pytest.mark.parametrize("part", PARTS)
def test_the_checks_and_the_code_are_on_the_page(part: Part) -> None:
    kinds = [kind for kind, *_ in blocks(part)]
    assert kinds.count("checks") == kinds.count("decoys") == 1
    assert ["snippet", part.id, "derivation"] in blocks(part)
