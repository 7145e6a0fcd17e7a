"""Training from samples: laws of the minimiser, and that the procedure never sees σ."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from solutions.author import Domain, equal
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import cubic_model as model
from solutions.diffusion import f_training as training
from solutions.diffusion.notation import dt, f, h, s2, t, x

STEPS = 4
label, g = training.part.box("label").value, training.part.box("minimiser").value


def test_one_step_of_length_t_is_1c() -> None:
    whole = c.part.box("law").value.xreplace({dt: t})
    assert equal(whole.mean, label.mean, Domain()).verdict == "proved"
    assert equal(whole.variance, label.variance, Domain()).verdict == "proved"


def test_the_least_risk_is_the_spread_of_the_labels() -> None:
    risk = training.part.box("risk").value
    assert equal(risk.xreplace({f: g}), label.variance, Domain()).verdict == "proved"


def test_guessing_the_noise_is_guessing_the_sample() -> None:
    noise = training.part.box("noise").value
    assert equal(x - sp.sqrt(t) * noise, g, Domain()).verdict == "proved"


def test_the_circular_loss_gives_back_whatever_was_assumed() -> None:
    assert training.circular.result.free_symbols.isdisjoint({s2, f, h})
    rng = np.random.default_rng(5)
    samples = 3 * rng.standard_normal(4000)
    pairs = model.batch(samples, 4000, STEPS, rng)
    for assumed in (0.1, 0.5, 20.0):
        circular = assumed / (assumed + pairs.t) * pairs.x
        weights, _ = model.fit(pairs._replace(label=circular), STEPS)
        times = np.arange(1, STEPS + 1) / STEPS
        assert weights.reshape(STEPS, 4)[:, 1] == pytest.approx(assumed / (assumed + times))
        assert model.loss(weights, pairs._replace(label=circular)) == pytest.approx(0)


def test_a_batch_is_made_of_the_samples_it_was_given() -> None:
    samples = np.array([-7.0, 0.25, 40.0])
    pairs = model.batch(samples, 3, STEPS, np.random.default_rng(0))
    assert sorted(pairs.label) == sorted(samples)
    assert set(pairs.t) <= {0.25, 0.5, 0.75, 1.0}
    with pytest.raises(ValueError, match="larger sample than population"):
        model.batch(samples, 4, STEPS, np.random.default_rng(0))


def test_no_other_weights_have_a_smaller_loss() -> None:
    rng = np.random.default_rng(6)
    pairs = model.batch(rng.standard_normal(2000), 2000, STEPS, rng)
    weights, _ = model.fit(pairs, STEPS)
    least = model.loss(weights, pairs)
    for place in range(len(weights)):
        for shift in (-0.01, 0.01):
            moved = weights.copy()
            moved[place] += shift
            assert model.loss(moved, pairs) > least


def test_data_in_other_units_give_the_fit_in_other_units() -> None:
    # Scaling X by c and time's noise with it: g(cx, c²t; c²σ²) = c·g(x, t; σ²).
    c2 = Fraction(9, 4)
    scaled = g.xreplace({s2: c2 * s2, t: c2 * t, x: sp.Rational(3, 2) * x})
    assert sp.cancel(scaled - sp.Rational(3, 2) * g) == 0


def test_the_fit_assumes_no_gaussian() -> None:
    # For X₀ = ±1 the conditional mean is tanh(x/t): the same code bends its answer that way.
    rng = np.random.default_rng(7)
    pairs = model.batch(rng.choice([-1.0, 1.0], 20_000), 20_000, STEPS, rng)
    weights, covariance = model.fit(pairs, STEPS)
    cubic = np.arange(3, 4 * STEPS, 4)
    assert np.all(weights[cubic] / np.sqrt(np.diag(covariance)[cubic]) < -8)
