"""Free comparison reads what people write: letters side by side, 1e-3, 2½, d/dx, ln by its name."""

from __future__ import annotations

import re

import pytest

from solutions.answers.equality import equal

EQUAL = [
    ("4ac", "a*4*c", ""),
    ("kT", "T k", ""),
    ("ye^y", "y exp(y)", ""),
    ("5pq^2r", "5*p*q*q*r", ""),
    ("F=ma", "a m = F", ""),
    ("u(v+w)", "uv + uw", ""),
    ("xsin(x)", "x*sin(x)", ""),
    ("rate time", "time*rate", "rate real, time > 0, time real"),
    ("pir^2", "π*r*r", ""),
    ("2e-4", "0.0002", ""),
    ("2.5E-1", "1/4", ""),
    ("3e2", "300", ""),
    (r"\operatorname{ln} y", r"\ln y", "y > 0"),
    (r"\mathrm{sin}(2y)", r"2\sin(y)\cos(y)", ""),
    (r"\log_{2}(8)", "3", ""),
    (r"\ln y/\ln 2", r"\log_2(y)", "y > 0"),
    (r"1+\cot^2(y)", r"\csc^2(y)", ""),
    (r"y^3\ ", "y*y*y", ""),
    (r"\Delta{s}", "Δs", ""),
    ("(-2)^m", "(-1)^m 2^m", "m >= 0 integer"),
    ("(-2)^m", "(-2)^m", ""),
    (r"\frac{d}{dy} y^3", "3y^2", ""),
    (r"\frac{\partial}{\partial a}(ab)", "b", ""),
    ("d/dx(d/dx x^4)", "12x^2", ""),
    (r"\frac{\mathrm{d}}{\mathrm{d}s}\log(s)", "1/s", ""),
]

DIFFERENT = [
    ("xy", "x+y", ""),
    ("4ac", "4(a+c)", ""),
    ("1e-2", "0.1", ""),
    ("e-2", "1e-2", ""),
    ("(-2)^m", "-2^m", "m >= 1 integer"),
    ("d/dx(d/dx x^4)", "4x^3", ""),
    (r"\frac{d}{dx} x^2", "x", ""),
]

ASKED = [
    ("speed", "speed", "one letter, or the product s·p·e·e·d"),
    ("ab(c+d)", "1", r"write a·b·\(…\)"),
    (r"3\frac{1}{4}", "13/4", r"as a sum, 3 \+ \\frac\{1\}\{4\}, or as a product"),
    (r"2 \frac12", "1", "can be read two ways"),
    ("dz/dt", "z/t", "is a derivative, and no quotient of letters"),
    (r"\frac{df}{dx}", "f/x", "is a derivative"),
    (r"\frac{d^2}{dx^2}x^2", "2", "is a derivative"),
    ("4e+2", "4e+2", r"write 4e2 for the number, or 4·e \+ 2"),
    ("3.1.4", "3.1.4", "two points and is no number"),
    ("x2", "2x", "a number stands right behind another factor"),
]


@pytest.mark.parametrize(("left", "right", "where"), EQUAL)
def test_equal(left: str, right: str, where: str) -> None:
    found = equal(left, right, where)
    assert found["verdict"] == "equal", found


@pytest.mark.parametrize(("left", "right", "where"), DIFFERENT)
def test_different(left: str, right: str, where: str) -> None:
    found = equal(left, right, where)
    assert found["verdict"] == "different", found


@pytest.mark.parametrize(("left", "right", "said"), ASKED)
def test_what_can_be_read_two_ways_is_asked_about(left: str, right: str, said: str) -> None:
    found = equal(left, right)
    assert found["verdict"] == "unreadable"
    assert re.search(said, found["because"]), found["because"]


@pytest.mark.parametrize("power", ["(x-a)^{6000}", "x^100"])
def test_what_is_too_large_is_undecided(power: str) -> None:
    found = equal(power, power)
    assert found["verdict"] == "undecided"
    assert found["because"] == "exponents above 64 are not looked into"


def test_the_exponent_of_what_is_negative_is_whole_and_said_to_be() -> None:
    assert equal("(-3)^k", "(-1)^k 3^k")["defined"] == "k integer"


def test_a_slope_that_has_no_rule_is_undecided() -> None:
    found = equal(r"\frac{d}{dx}|x|", "1")
    assert found["verdict"] == "undecided"
    assert "no rule to differentiate" in found["because"]
