"""1d, 1e, 1g and 1h made wrong: a changed line is refuted, and so is a consistent wrong model."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import sympy as sp

from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion import step_bounds
from solutions.diffusion.notation import s2
from solutions.engine.bounds import Inequality
from solutions.engine.derivation import Step
from solutions.engine.judgement import judge_part
from solutions.engine.objects import Enclosure, Normal
from solutions.engine.part import Part

MODULES = (d, e, g, h)


def changes(step: Step) -> Iterator[tuple[str, Any]]:
    """Wrong right sides for a step: a factor or a sign that is not there."""
    right = step.rhs
    if isinstance(right, Normal):
        for how, wrong in of_number(right.variance, step):
            yield f"variance {how}", Normal(right.mean, wrong)
        yield "mean moved", Normal(right.mean + 1, right.variance)
    else:
        yield from of_number(right, step)


def of_number(right: Any, step: Step) -> Iterator[tuple[str, Any]]:
    if isinstance(right, Enclosure):
        yield "lower end doubled", Enclosure(2 * right.lower, right.upper)
        yield "upper end halved", Enclosure(right.lower, right.upper / 2)
    elif isinstance(step.relation, Inequality):
        tighter = 8 if step.relation.least else sp.Rational(1, 8)
        yield "made tighter", right * tighter
        if not step.relation.least:
            yield "negated", -right
    else:
        yield "doubled", 2 * right
        yield "negated", -right


WRONG_STEPS = [
    pytest.param(replace(step, rhs=wrong), id=f"{module.part.id} {step.name} {how}")
    for module in MODULES
    for derivation in module.part.derivations
    for step in derivation.steps
    for how, wrong in changes(step)
]


@pytest.mark.parametrize("step", WRONG_STEPS)
def test_a_wrong_line_is_refuted(step: Step) -> None:
    assert step.judge().verdict == "refuted"


def restated(module: ModuleType, *edits: tuple[str, str], **names: Any) -> dict[str, Any]:
    """What the module defines after ``edits``; each text must occur."""
    path = Path(str(module.__file__))
    source = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in source, f"{path.name} no longer says {old!r}"
        source = source.replace(old, new)
    namespace: dict[str, Any] = {"__name__": module.__name__, **names}
    exec(compile(source, str(path), "exec"), namespace)
    return namespace


def with_wider_data(module: ModuleType, last: str, *edits: tuple[str, str]) -> Part:
    """The part with variance 4σ² in all derivations, up to the section ``last``, and not after."""
    end = f"# --8<-- [end:{last}]"
    part: Part = restated(
        module,
        ("# --8<-- [start:derivation]", "s2 = 4 * s2"),
        (end, "s2 = s2 / 4"),
        *edits,
        _s2=s2,
        bounds=wider_bounds,
    )["part"]
    return part


BACK = ("{t: k * dt}", "{t: k * dt, _s2: s2}")
wider_bounds = SimpleNamespace(**restated(step_bounds, ("now, then =", "s2 = 4 * s2\nnow, then =")))

WRONG_MODELS = [
    pytest.param(
        with_wider_data(d, "derivation", BACK),
        {"recursion", "regression", "into_the_regime"},
        id="1d",
    ),
    pytest.param(
        with_wider_data(e, "exact", BACK),
        {"weights", "both_orders", "simulation", "into_the_regime"},
        id="1e",
    ),
    pytest.param(
        with_wider_data(
            g,
            "denoiser",
            ('c.part.use("law")', 'c.part.use("law", {_s2: s2})'),
            ("{dt: t}", "{dt: t, _s2: s2}"),
        ),
        {"rational_step", "published_form", "short_steps"},
        id="1g",
    ),
    pytest.param(
        with_wider_data(
            h,
            "rate",
            BACK,
            ("from solutions.diffusion import step_bounds as bounds\n", ""),
            (
                "from solutions.diffusion.step_bounds import gain, lost\n",
                "gain, lost = bounds.gain, bounds.lost\n",
            ),
        ),
        {"recursion", "both_shares", "flow", "simulation", "into_the_regime"},
        id="1h",
    ),
]


@pytest.mark.parametrize(("part", "caught_by"), WRONG_MODELS)
def test_a_wrong_model_is_refuted_by_every_independent_check(
    part: Part, caught_by: set[str]
) -> None:
    receipt, failures = judge_part(part)
    assert {step["verdict"] for step in receipt["steps"] if step["kind"] != "start"} == {"proved"}
    refuting = {check["name"] for check in receipt["checks"] if check["verdict"] == "refuted"}
    assert caught_by <= refuting
    assert failures
