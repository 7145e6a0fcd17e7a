"""1a, 1b, 1c and 1f made wrong: a changed line is refuted, and so is a consistent wrong model."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from solutions.diffusion import a_forward_law as a
from solutions.diffusion import b_marginals as b
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import f_training as f
from solutions.engine.bounds import Inequality
from solutions.engine.derivation import Step
from solutions.engine.judgement import judge_part
from solutions.engine.objects import Normal
from solutions.engine.part import Part

MODULES = (a, b, c, f)


def changes(step: Step) -> Iterator[tuple[str, Any]]:
    """Wrong right sides for a step: a factor or a sign that is not there."""
    right = step.rhs
    if isinstance(right, Normal):
        yield "variance doubled", Normal(right.mean, 2 * right.variance)
        yield "mean moved", Normal(right.mean + 1, right.variance)
    elif isinstance(step.relation, Inequality):
        yield "bound halved", right / 2
        yield "bound negated", -right
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


def with_model(module: ModuleType, *edits: tuple[str, str]) -> Part:
    """The part stated anew from its source after ``edits``; each text must occur."""
    path = Path(str(module.__file__))
    source = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in source, f"{path.name} no longer says {old!r}"
        source = source.replace(old, new)
    namespace: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(source, str(path), "exec"), namespace)
    part: Part = namespace["part"]
    return part


WRONG_MODELS = [
    pytest.param(
        with_model(
            a,
            ("Normal(0, s2), Normal(0, dt)", "Normal(0, s2), Normal(0, 2 * dt)"),
            ("Normal(0, s2 + n * dt)", "Normal(0, s2 + 2 * n * dt)"),
        ),
        {"moments", "convolution", "simulation"},
        id="1a noise of variance 2Δt",
    ),
    pytest.param(
        with_model(
            a,
            ("Normal(0, s2), Normal(0, dt)", "Normal(0, sp.sqrt(s2)), Normal(0, dt)"),
            ("Normal(0, s2 + n * dt)", "Normal(0, sp.sqrt(s2) + n * dt)"),
        ),
        {"moments", "convolution", "simulation"},
        id="1a data of variance σ",
    ),
    pytest.param(
        with_model(b, ("walk.value", "walk.value.xreplace({dt: 2 * dt})")),
        {"covariance", "characteristic", "simulation"},
        id="1b noise of variance 2Δt",
    ),
    pytest.param(
        with_model(
            c,
            ("later.value.variance\n", "later.value.variance + dt\ndt = 2 * dt\n"),
            ("# --8<-- [end:derivation]", "dt = dt / 2"),
        ),
        {"joint_covariance", "regression", "along_a_path"},
        id="1c noise of variance 2Δt",
    ),
    pytest.param(
        with_model(
            f,
            ('b.part.use("now")', 'b.part.use("now", {s2: 2 * s2})'),
            ('c.part.use("law")\n', 'c.part.use("law", {s2: 2 * s2})\ns2 = 2 * s2\n'),
            ("# --8<-- [end:derivation]", "s2 = s2 / 2"),
        ),
        {"trained", "quadrature", "joint_covariance"},
        id="1f twice the data's variance assumed",
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
