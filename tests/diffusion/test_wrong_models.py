"""A wrong model carried through every line: the lines hold, the independent checks refute it."""

from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

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
from solutions.diffusion import step_bounds
from solutions.diffusion.notation import s2
from tests.wrong import judged, restated


def model(module: ModuleType, *edits: tuple[str, str]) -> Part:
    """The part stated anew."""
    part: Part = restated(module, *edits)["part"]
    return part


LOUD = (
    ("Normal(0, s2), Normal(0, dt)", "Normal(0, s2), Normal(0, 2 * dt)"),
    ("Normal(0, s2 + n * dt)", "Normal(0, s2 + 2 * n * dt)"),
)
loud = SimpleNamespace(**restated(a, *LOUD))
"""1a with noise of variance 2Δt, for other parts to go on from."""

WRONG_MODELS = [
    pytest.param(
        model(a, *LOUD),
        {"moments", "convolution", "simulation"},
        id="1a noise of variance 2Δt",
    ),
    pytest.param(
        model(
            a,
            ("Normal(0, s2), Normal(0, dt)", "Normal(0, sp.sqrt(s2)), Normal(0, dt)"),
            ("Normal(0, s2 + n * dt)", "Normal(0, sp.sqrt(s2) + n * dt)"),
        ),
        {"moments", "convolution", "simulation"},
        id="1a data of variance σ",
    ),
    pytest.param(
        restated(b, ("from solutions.diffusion import a_forward_law as a\n", ""), a=loud)["part"],
        {"covariance", "characteristic", "simulation"},
        id="1b noise of variance 2Δt",
    ),
    pytest.param(
        model(
            c,
            ("later.value.variance\n", "later.value.variance + dt\ndt = 2 * dt\n"),
            ("# --8<-- [end:derivation]", "dt = dt / 2"),
        ),
        {"joint_covariance", "regression", "along_a_path"},
        id="1c noise of variance 2Δt",
    ),
    pytest.param(
        model(
            f,
            ('b.part.use("now")', 'b.part.use("now", {s2: t})'),
            ('c.part.use("law")\n', 'c.part.use("law", {s2: t})\ndata, s2 = s2, t\n'),
            ("# --8<-- [end:derivation]", "s2 = data"),
        ),
        {"trained", "quadrature", "joint_covariance"},
        id="1f the time taken for the data's variance",
    ),
]


def wider(module: ModuleType, last: str, *edits: tuple[str, str], **rests: Any) -> dict[str, Any]:
    """What it defines with variance 4σ² in all derivations, up to the section ``last``.

    ``rests`` are modules that it rests on, stated so before, by the names it has for them.
    """
    names = {name: SimpleNamespace(**defined) for name, defined in rests.items()}
    imports = [
        (line + "\n", "")
        for line in Path(str(module.__file__)).read_text(encoding="utf-8").splitlines()
        if line.startswith("from solutions.diffusion import") and line.split(" as ")[-1] in names
    ]
    end = f"# --8<-- [end:{last}]"
    return restated(
        module,
        *imports,
        ("# --8<-- [start:derivation]", "s2 = 4 * s2"),
        (end, "s2 = s2 / 4"),
        *edits,
        _s2=s2,
        **names,
    )


QUARTER = ("{s2: sp.Rational(1, 4)}", "{_s2: sp.Rational(1, 16)}")
"""Where 4σ² is 1/4."""

wider_a = wider(a, "derivation")
wider_b = restated(
    b,
    ("from solutions.diffusion import a_forward_law as a\n", ""),
    a=SimpleNamespace(**wider_a),
)
wider_c = wider(c, "derivation", b=wider_b)
wider_f = wider(f, "derivation", b=wider_b, c=wider_c)
wider_g = wider(g, "denoiser", c=wider_c, f=wider_f)
wider_bounds = restated(step_bounds, ("now, then =", "s2 = 4 * s2\nnow, then ="))
wider_h = wider(
    h,
    "rate",
    QUARTER,
    (
        "from solutions.diffusion.step_bounds import gain, lost\n",
        "gain, lost = bounds.gain, bounds.lost\n",
    ),
    g=wider_g,
    bounds=wider_bounds,
)

FOUR_TIMES_THE_VARIANCE = [
    pytest.param(
        wider(d, "derivation", c=wider_c)["part"],
        {"recursion", "regression", "into_the_regime"},
        id="1d",
    ),
    pytest.param(
        wider(e, "exact", QUARTER, c=wider_c)["part"],
        {"weights", "both_orders", "simulation", "into_the_regime"},
        id="1e",
    ),
    pytest.param(wider_g["part"], {"rational_step", "published_form", "short_steps"}, id="1g"),
    pytest.param(
        wider_h["part"],
        {"recursion", "both_shares", "flow", "simulation", "into_the_regime"},
        id="1h",
    ),
]


@pytest.mark.parametrize(("part", "caught_by"), [*WRONG_MODELS, *FOUR_TIMES_THE_VARIANCE])
def test_a_wrong_model_is_refuted_by_every_independent_check(
    part: Part, caught_by: set[str]
) -> None:
    found = judged(part)
    assert found.lines == {"proved"}
    assert caught_by <= found.refuting
    assert found.fails
