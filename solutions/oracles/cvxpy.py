"""cvxpy: the problem of 2b as it is stated, given to a solver for convex cones."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from solutions.dpo import b_optimal_policy as b
from solutions.dpo.notation import X, Y, beta, rho, x, y
from solutions.oracles.comparison import Case, Comparison, case
from solutions.oracles.worlds import World, floats, worlds

TOLERANCE = 1e-8
"""Clarabel stops when the duality gap and the residuals are below this, relative to their size."""

SIZES = (2, 3, 5, 8, 12)


def comparisons() -> Iterator[Comparison]:
    """The best value and the best policy, output by output."""
    solved = [(world, *solve(world)) for world in worlds(*SIZES)]
    yield Comparison(
        "2b",
        "best value of $\\mathbb E[r] - \\beta D_{\\mathrm{KL}}$, for 2 to 12 outputs",
        "the solver’s tolerance on the duality gap and on the residuals",
        tuple(best(world, value) for world, value, _ in solved),
    )
    yield Comparison(
        "2b",
        "probability of each output under the best policy",
        "Pinsker’s inequality: the objective falls by at least "
        "$2\\beta\\,|p_y - \\pi^*_y|^2$, and by no more than the solver’s tolerance",
        tuple(c for world, value, policy in solved for c in probabilities(world, value, policy)),
    )


def solve(world: World) -> tuple[float, list[float]]:
    """max r·p − β Σ rel_entr(p, ref) over laws p: the value and the law."""
    import cvxpy as cp

    p = cp.Variable(world.size)
    entropy = cp.sum(cp.rel_entr(p, floats(world.reference)))
    earned = floats(world.rewards) @ p - float(world.strength) * entropy
    problem = cp.Problem(cp.Maximize(earned), [cp.sum(p) == 1])
    problem.solve(
        solver=cp.CLARABEL, tol_gap_abs=TOLERANCE, tol_gap_rel=TOLERANCE, tol_feas=TOLERANCE
    )
    return float(problem.value), [float(mass) for mass in p.value]


def allowed(world: World, value: float) -> float:
    """How far the value may be off.

    The gap is relative to the value where that is above 1. A residual counts with the multiplier
    of its constraint: β log Z − β for Σp = 1. It is relative to the norm of the variables, which
    are n masses, n ones and n terms of the divergence.
    """
    strength = float(world.strength)
    return TOLERANCE * ((1 + abs(value)) + (1 + 2 * sqrt(world.size)) * (abs(value) + strength))


def best(world: World, value: float) -> Case:
    """The value; there is one prompt."""
    at = {beta: world.strength, X: 1, Y: world.size}
    functions = world.tables() | {rho(1): 1}
    return case(b.part, "best", at, value, allowed(world, value), functions)


def probabilities(world: World, value: float, policy: list[float]) -> Iterator[Case]:
    """Each output. J(π*) − J(p) = β KL(p ‖ π*) ≥ 2β |p_y − π*_y|², by Pinsker’s inequality."""
    room = sqrt(allowed(world, value) / (2 * float(world.strength)))
    for place, mass in enumerate(policy, 1):
        at = {beta: world.strength, Y: world.size, x: 1, y: place}
        yield case(b.part, "policy", at, mass, room, world.tables())
