"""Receipts that no engine made: enough of all fifteen parts to lay out and test every block."""

from typing import Any

MODULE = "solutions/web/pages/snippets.py"
TITLES = {
    "1a": "Law at the last time",
    "1b": "Laws along the way",
    "1c": "One step backwards",
    "1d": "Mean-only reverse process",
    "1e": "Reverse process with noise",
    "1f": "Learning the posterior mean",
    "1g": "The half step",
    "1h": "Law of the noise-free sampler",
    "2a": "The nearest distribution",
    "2b": "The optimal policy",
    "2c": "Why the optimum is hard to use",
    "2d": "The reward behind a policy",
    "2e": "Preferences without the partition function",
    "2f": "Gradient of the loss",
    "2g": "Rankings of K answers",
}
MODULES = {
    "1d": "tests/web/diffusion/d_mean_sampler.py",
}


def claim(name: str, lhs: str, relation: str, rhs: str, **more: Any) -> dict[str, Any]:
    """A step as a receipt holds it; `more` replaces any field."""
    return {
        "name": name,
        "derivation": name.split(".")[0],
        "lhs": lhs,
        "relation": relation,
        "rhs": rhs,
        "latex": f"{lhs} {relation} {rhs}".strip(),
        "note": "",
        "kind": "identity",
        "because": "both sides have one normal form",
        "where": r"\sigma > 0,\ 0 < \Delta t \le 1",
        "assumes": [r"\sigma > 0", r"0 < \Delta t \le 1"],
        "verdict": "proved",
        "evidence": ["The difference of both sides is zero as a polynomial."],
        "file": MODULE,
        "line": 12,
        "seconds": 0.01,
        **more,
    }


def box(name: str, lhs: str, relation: str, rhs: str, **more: Any) -> dict[str, Any]:
    fields = {"kind": "law", "step": "shrink.time_used_up", "form": "exact", **more}
    return claim(name, lhs, relation, rhs, **fields)


def part(name: str, **more: Any) -> dict[str, Any]:
    """A part with one start line, one step, one box, one check and one decoy."""
    problem = "diffusion" if name[0] == "1" else "dpo"
    return {
        "format": 1,
        "key": "00",
        "id": name,
        "title": TITLES[name],
        "asks": "What is $x$ when $x - 1 = 0$?",
        "module": MODULES.get(name, f"solutions/{problem}/{name[1]}_fake.py"),
        "uses": [],
        "verdict": "proved",
        "seconds": 0.1,
        "seed": 20260101,
        "versions": {"python": "3.11"},
        "steps": [
            claim(
                "root.start",
                "x",
                ":=",
                "2 - 1",
                kind="start",
                verdict="",
                because="the number asked about",
            ),
            claim("root.1", "x", "=", "1"),
        ],
        "boxes": [box("root", "x", "=", "1", step="root.1")],
        "checks": [
            {
                "name": "subtract",
                "title": "subtract one",
                "boxes": ["root"],
                "means": "exact",
                "verdict": "proved",
                "pairs": 1,
                "evidence": ["One pair, equal."],
                "file": MODULE,
                "line": 20,
                "figures": [{"at": "x = 1", "claimed": "0", "found": "0"}],
            }
        ],
        "decoys": [
            {
                "box": "root",
                "latex": "2",
                "source": "the one forgotten",
                "refuted_by": "subtract",
                "counterexample": "$2 - 1 = 1$, not 0",
                "file": MODULE,
                "line": 30,
            }
        ],
        **more,
    }


def part_1d() -> dict[str, Any]:
    """The fullest part: a chain by induction, exact and approximate boxes, a measured check."""
    alpha = r"\prod_{k=1}^{T} \frac{\sigma^2 + (k-1)\Delta t}{\sigma^2 + k \Delta t}"
    factor = r"\frac{\sigma^2}{\sigma^2 + 1}"
    law = r"\mathcal N\!\left(0, \left(\frac{\sigma^2}{\sigma^2 + 1}\right)^{2}\right)"
    steps = [
        claim(
            "shrink.start",
            r"A_T",
            ":=",
            alpha,
            kind="start",
            verdict="",
            because="one conditional mean per step, from 1c",
            evidence=["uses 1c law"],
        ),
        claim(
            "shrink.telescope",
            r"A_T",
            "=",
            r"\frac{\sigma^2 + 1 - T\Delta t}{\sigma^2 + 1}",
            kind="induction",
            because="each numerator cancels the next denominator",
            evidence=[
                "Base $T = 1$: both sides have one normal form.",
                r"Step $T \to T + 1$: the quotient of neighbouring products is the next factor, "
                "as an identity of polynomials over the rationals.",
                "Recomputed by a second engine with the same result.",
            ],
            line=31,
        ),
        claim(
            "shrink.time_used_up",
            r"A_T",
            "=",
            factor,
            because=r"after $T = 1/\Delta t$ steps all of the time is used up",
            line=34,
        ),
        claim(
            "law.start",
            r"\hat X_0",
            ":=",
            r"A_T \cdot \hat X_1",
            kind="start",
            verdict="",
            because="the steps are linear and nothing is added between them",
        ),
        claim(
            "law.square_factor",
            r"\hat X_0",
            r"\sim",
            law,
            kind="law",
            because=r"$\hat X_1 \sim \mathcal N(0, 1)$, and a multiple of a Gaussian is Gaussian",
            line=38,
        ),
        claim(
            "law.leading_order",
            r"\operatorname{Var} \hat X_0",
            r"\approx",
            r"\sigma^4",
            kind="approximation",
            note=r"\text{relative error } {-2\sigma^2}",
            because=r"$\sigma^2 \ll 1$ in the denominator",
            verdict="measured",
            line=40,
        ),
    ]
    boxes = [
        box("law", r"\hat X_0", r"\sim", law, step="law.square_factor"),
        box(
            "narrow",
            r"\hat X_0",
            r"\mathrel{\dot\sim}",
            r"\mathcal N(0, \sigma^4)",
            step="law.leading_order",
            form="approximate",
            where=r"\sigma^2 \ll 1",
            note=r"\text{relative error } {-2\sigma^2}",
        ),
    ]
    checks = [
        {
            "name": "recursion",
            "title": "run the recursion exactly for $T = 1 … 12$",
            "boxes": ["law"],
            "means": "exact",
            "verdict": "proved",
            "pairs": 60,
            "evidence": ["Rational arithmetic from the first step to the last; all pairs equal."],
            "file": MODULES["1d"],
            "line": 52,
            "figures": [
                {"at": r"\sigma^2 = \tfrac14,\ T = 3", "claimed": "1/25", "found": "1/25"},
                {"at": r"\sigma^2 = 1,\ T = 12", "claimed": "1/4", "found": "1/4"},
            ],
        },
        {
            "name": "simulation",
            "title": "run the sampler on drawn numbers and take the variance",
            "boxes": ["law", "narrow"],
            "means": "statistics",
            "verdict": "measured",
            "pairs": 3,
            "evidence": [
                "Three seeds, a million paths each; the largest distance is 1.3 standard errors."
            ],
            "file": MODULES["1d"],
            "line": 60,
            "figures": [
                {
                    "at": r"\sigma^2 = \tfrac14,\ \Delta t = \tfrac1{20}",
                    "claimed": "0.0400",
                    "found": r"0.0401 $\pm$ 0.0001",
                }
            ],
        },
    ]
    decoys = [
        {
            "box": "law",
            "latex": rf"\mathcal N\!\left(0, {factor}\right)",
            "source": "the scale taken for the variance",
            "refuted_by": "recursion",
            "counterexample": r"at $\sigma^2 = 1$, $T = 1$ the variance is 1/4, claimed 1/2",
            "file": MODULES["1d"],
            "line": 70,
        },
        {
            "box": "law",
            "latex": r"\mathcal N\!\left(0, \prod_{k=1}^{T}"
            r"\frac{\sigma^2}{\sigma^2 + k\Delta t}\right)",
            "source": "every factor written with the first numerator, so that nothing telescopes",
            "refuted_by": "recursion",
            "counterexample": r"at $\sigma^2 = 1$, $T = 2$ the factor is 1/2, claimed 1/3",
            "file": MODULES["1d"],
            "line": 74,
        },
    ]
    return part(
        "1d",
        asks=r"Start the reverse process from $\hat X_1 \sim \mathcal N(0, 1)$ and apply only the "
        r"conditional mean, $T$ times: what is the law of $\hat X_0$?",
        uses=["1c"],
        steps=steps,
        boxes=boxes,
        checks=checks,
        decoys=decoys,
    )


def receipts() -> dict[str, dict[str, Any]]:
    """All fifteen parts."""
    return {name: part(name) for name in TITLES} | {"1d": part_1d()}
