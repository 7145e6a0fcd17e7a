"""The programs, and which of them are here. Nothing is imported, so a page can ask at any time."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec


@dataclass(frozen=True)
class Program:
    """``needs``: the packages that it is imported from, itself first. Heavy ones run apart."""

    name: str
    about: str
    needs: tuple[str, ...]
    heavy: bool = False

    @property
    def module(self) -> str:
        """Our module that asks it."""
        return f"solutions.oracles.{self.name}"


PROGRAMS = {
    program.name: program
    for program in (
        Program("choix", "inference for choice models", ("choix",)),
        Program("cvxpy", "convex optimisation, with the solver Clarabel", ("cvxpy", "clarabel")),
        Program("scipy", "quadrature and special functions", ("scipy",)),
        Program("mpmath", "arithmetic with 50 digits", ("mpmath",)),
        Program("diffusers", "samplers of diffusion models", ("diffusers", "torch"), heavy=True),
        Program(
            "trl",
            "training of language models with preferences",
            ("trl", "torch", "transformers"),
            heavy=True,
        ),
    )
}


def installed(program: Program) -> dict[str, str]:
    """The versions of what is here of ``needs``."""
    found = {}
    for package in program.needs:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def missing(program: Program) -> str:
    """Why it cannot be asked here; empty if it can."""
    here = installed(program)
    absent = [name for name in program.needs if name not in here or find_spec(name) is None]
    if not absent:
        return ""
    if len(absent) == 1:
        return f"{absent[0]} is not installed"
    return f"{', '.join(absent[:-1])} and {absent[-1]} are not installed"
