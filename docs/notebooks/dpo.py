# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # DPO on a toy world
#
# Problem 2 proves two things that seem to have little to do with each other.
# [2b](../dpo/b.md) finds $\pi^*$, the policy of the largest expected reward when
# its divergence from a reference policy is charged for. [2f](../dpo/f.md) finds
# the gradient of a loss that contains neither the reward nor $Z$. Here we follow
# that gradient downhill in a world so small that $\pi^*$ can be computed, and see
# whether we arrive there.

# %%
from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from solutions.author import Point, value
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import c_partition_function as c
from solutions.dpo import f_gradient as f
from solutions.dpo import notation as letter
from solutions.figures import canvas
from solutions.figures.canvas import BLUE, GREEN, GREY, ORANGE, PURPLE

# %% [markdown]
# ## The world
#
# Four prompts, six answers to each, a reward that we know and the learner does
# not, and a reference policy that likes some answers more than others. With so
# few answers $Z(x)$ is a sum of six terms; [2c](../dpo/c.md) is about why it is
# out of reach for a language model.

# %%
random = np.random.default_rng(20260102)
PROMPTS, ANSWERS, BETA = 4, 6, 0.5
RATE, STEPS = 20.0, 1000  # of the descent
reward = random.normal(0, 1, (PROMPTS, ANSWERS))
reference = random.dirichlet(np.full(ANSWERS, 3.0), PROMPTS)

# %% [markdown]
# The optimum is not computed from a formula typed here, but from the boxes of 2b:
# `boxed` gives their letters the numbers of this world and evaluates them.

# %%
world = {}  # the values of r and π_ref; the sheet counts from 1
for prompt, answer in np.ndindex(PROMPTS, ANSWERS):
    at = (answer + 1, prompt + 1)
    world[letter.r(*at)] = Fraction(reward[prompt, answer])
    world[letter.ref(*at)] = Fraction(reference[prompt, answer])


def boxed(part, name, letters, functions=world):
    """The value of a box in this world, evaluated exactly and then rounded."""
    sizes = {letter.beta: Fraction(BETA), letter.Y: ANSWERS}
    point = Point(sizes | letters, functions=functions)
    return float(value(part.box(name).value, point))


best, partition = np.empty((PROMPTS, ANSWERS)), np.empty(PROMPTS)
for prompt in range(PROMPTS):
    here = {letter.x: prompt + 1}
    partition[prompt] = boxed(b.part, "partition", here)
    for answer in range(ANSWERS):
        at = here | {letter.y: answer + 1}
        best[prompt, answer] = boxed(b.part, "policy", at)
print(f"π*(y | x = 1): {best[0].round(3)}, adding up to {best[0].sum():.12f}")

# %% [markdown]
# Preferences follow Bradley and Terry: of two answers, $y_w$ wins with
# probability $\sigma(r(x,y_w) - r(x,y_l))$. At first we use *all* pairs with
# their exact probabilities, so that no sampling error is in the way: `share`
# holds, for every prompt and ordered pair, how often that win occurs.


# %%
def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2  # 1/(1 + e⁻ᶻ), for z of any size


pairs = ANSWERS * (ANSWERS - 1) / 2
wins = sigmoid(reward[:, :, None] - reward[:, None, :])
share = wins * (1 - np.eye(ANSWERS)) / (PROMPTS * pairs)

# %% [markdown]
# ## The loss and its gradient
#
# The policy is a softmax of free numbers $\theta$, one for each prompt and
# answer. Its implicit reward is
# $\hat r = \beta \log(\pi_\theta/\pi_{\mathrm{ref}})$, and the loss of 2f is
# $-\mathrm E \log \sigma(\hat r_w - \hat r_l)$.


# %%
def log_policy(theta):
    theta = theta - theta.real.max(-1, keepdims=True)  # π_θ is the same
    return theta - np.log(np.exp(theta).sum(-1, keepdims=True))


def margins(theta):
    """r̂(x, w) − r̂(x, l) for every prompt and ordered pair (w, l)."""
    implied = BETA * (log_policy(theta) - np.log(reference))
    return implied[..., :, None] - implied[..., None, :]


def loss(theta, share):
    return (share * np.log(1 + np.exp(-margins(theta)))).sum((-3, -2, -1))


def gradient(theta, share, misprint=False):
    """The gradient of 2f, with respect to θ.

    For a softmax, ∇log π(w) − ∇log π(l) is +1 at w and −1 at l: the policy's
    own average drops out of the difference.
    """
    sign = 1 if misprint else -1
    weight = share * sigmoid(sign * margins(theta))
    return -BETA * (weight.sum(-1) - weight.sum(-2))


# %% [markdown]
# A gradient written by hand has to be checked, and here are two ways. The box of
# 2f, evaluated term by term over all comparisons, is the same formula without
# the shortcut. And the *complex step* differentiates the loss itself, to all
# digits: for a loss $L$ that is analytic in $\theta$,
#
# $$\frac{\partial L}{\partial \theta_j}
# = \frac{\operatorname{Im} L(\theta + i h e_j)}{h} + O(h^2),$$
#
# and since nothing is subtracted, $h = 10^{-30}$ is fine. We check away from
# the start: as the last section shows, a wrong gradient can look right there.


# %%
def complex_step(theta, h=1e-30):
    found = np.empty_like(theta)
    for index in np.ndindex(theta.shape):
        moved = theta.astype(complex)
        moved[index] += 1j * h
        found[index] = loss(moved, share).imag / h
    return found


def term_by_term(theta, prompt, which):
    """One coordinate of the boxed gradient of 2f, for the logit of an answer."""
    policy = np.exp(log_policy(theta))
    table = dict(world)
    for number, (at, first, second) in enumerate(np.argwhere(share), start=1):
        table[letter.mu(number)] = Fraction(share[at, first, second])
        table[letter.prompt(number)] = int(at) + 1
        table[letter.won(number)] = int(first) + 1
        table[letter.lost(number)] = int(second) + 1
    for at, y in np.ndindex(policy.shape):
        slope = policy[at, y] * ((y == which) - policy[at, which])
        probability = letter.pi_theta(y + 1, at + 1, letter.theta)
        table[probability.subs(letter.theta, 0)] = Fraction(policy[at, y])
        table[sp.Derivative(probability, letter.theta)] = Fraction(
            slope if at == prompt else 0
        )
    comparisons = {letter.n: int(np.count_nonzero(share)), letter.theta: 0}
    return boxed(f.part, "gradient", comparisons, table)


anywhere = random.normal(0, 1, (PROMPTS, ANSWERS))
by_hand, by_step = gradient(anywhere, share), complex_step(anywhere)
by_box = [term_by_term(anywhere, 0, answer) for answer in range(ANSWERS)]
from_box = abs(by_hand[0] - by_box).max()
from_loss = abs(by_hand - by_step).max()
print(f"by hand for x = 1: {by_hand[0].round(5)}")
print(f"box of 2f:         {np.round(by_box, 5)}")
print(f"largest difference: {from_box:.1e} from the box", end=", ")
print(f"{from_loss:.1e} from the complex step")

# %% [markdown]
# ## Descent
#
# Plain gradient descent from $\pi_\theta = \pi_{\mathrm{ref}}$. The reward never
# enters except through the preferences. We note how far the policy is from
# $\pi^*$, as the KL divergence averaged over prompts.


# %%
def divergence(theta):
    """The mean over prompts of KL(π_θ ‖ π*)."""
    logs = log_policy(theta)
    return (np.exp(logs) * (logs - np.log(best))).sum(-1).mean(-1)


def descend(share, misprint=False):
    """θ after every step, starting at the reference policy."""
    theta = np.log(reference)
    path = [theta]
    for _ in range(STEPS):
        theta = theta - RATE * gradient(theta, share, misprint)
        path.append(theta)
    return np.array(path)


path = descend(share)
final = log_policy(path[-1])
least = loss(np.log(best), share)
print(f"loss at the start {loss(path[0], share):.6f}")
print(f"loss at the end   {loss(path[-1], share):.6f}")
print(f"loss of π*        {least:.6f}")
farthest = abs(final - np.log(best)).max()
print(f"largest |log π_θ − log π*| at the end: {farthest:.1e}")

# %% tags=["figure"]
some = np.unique(np.geomspace(1, STEPS, 60).astype(int))
axes = canvas.axes("gradient step", "distance from the optimum")
distance = divergence(path[some])
real = distance > 1e-12  # below that it is rounding
axes.loglog(some[real], distance[real], color=BLUE, label="KL(π_θ ‖ π*)")
gap = loss(path[some], share) - least
real = gap > 1e-12
axes.loglog(
    some[real], gap[real], color=ORANGE, ls="--", label="loss − loss of π*"
)
canvas.show(
    axes,
    name="descent",
    title="The policy reaches π*, and the loss its least value.",
    alt="On logarithmic axes two curves fall, slowly for the first hundred steps "
    "and then steeply: the divergence from π* and the excess of the loss.",
    legend="lower left",
)

# %% tags=["figure"]
axes = canvas.axes("π*(y | x)", "probability under the policy")
axes.plot([0, 1], [0, 1], color=GREY, ls="--", label="equal")
axes.plot(
    best.ravel(), reference.ravel(), "s", color=ORANGE, label="start, π_ref"
)
axes.plot(
    best.ravel(), np.exp(final).ravel(), "o", color=BLUE, label="trained, π_θ"
)
canvas.show(
    axes,
    name="policies",
    title="All 24 probabilities, before and after training.",
    alt="The squares of the reference policy are scattered between 0 and 0.4 "
    "whatever π* is; the circles of the trained policy lie on the diagonal.",
    legend="upper left",
)

# %% [markdown]
# ## The reward comes back, up to a constant
#
# By [2d](../dpo/d.md) the implicit reward of $\pi^*$ is the true reward, moved down
# by $\beta \log Z(x)$: one shift for each prompt. The trained policy should show
# the same. Preferences only compare answers to the same prompt, so they cannot
# know more.

# %%
implied = BETA * (final - np.log(reference))
shifts = reward - implied
for prompt, shift in enumerate(shifts):
    expected = BETA * np.log(partition[prompt])
    print(
        f"x = {prompt + 1}: r − r̂ from {shift.min():.6f} to {shift.max():.6f}"
    )
    print(f"       β log Z(x) = {expected:.6f}")

# %% tags=["figure"]
axes = canvas.axes("true reward r(x, y)", "implicit reward r̂(x, y)")
for prompt, (colour, mark) in enumerate(
    zip((BLUE, ORANGE, GREEN, PURPLE), "os^D", strict=True)
):
    ends = np.array([reward[prompt].min(), reward[prompt].max()])
    axes.plot(ends, ends - BETA * np.log(partition[prompt]), color=colour, lw=1)
    axes.plot(
        reward[prompt],
        implied[prompt],
        mark,
        color=colour,
        label=f"x = {prompt + 1}",
    )
canvas.show(
    axes,
    name="implicit-reward",
    title="Implicit against true reward; the lines are r − β log Z(x).",
    alt="Four parallel rising lines, one for each prompt, one above the other; "
    "the six points of each prompt lie on its line.",
    legend="upper left",
)

# %% [markdown]
# ## From sampled preferences
#
# In practice there are only $m$ labelled pairs. The minimiser of the loss is
# then an estimate, and by the usual theory of maximum likelihood its divergence
# from $\pi^*$ falls like $1/m$. We draw twenty data sets of each size and train
# on them side by side.

# %%
sizes = np.array([10**3, 10**4, 10**5, 10**6])
means, errors = [], []
for m in sizes:
    counts = random.multinomial(m, share.ravel() / share.sum(), 20)
    sampled = counts.reshape(20, *share.shape) / m
    theta = np.broadcast_to(np.log(reference), (20, PROMPTS, ANSWERS))
    for _ in range(STEPS):
        theta = theta - RATE * gradient(theta, sampled)
    found = divergence(theta)
    means.append(found.mean())
    errors.append(found.std(ddof=1) / np.sqrt(20))
    print(f"m = {m:>7}: KL = {means[-1]:.2e} ± {errors[-1]:.1e}")

# %% tags=["figure"]
axes = canvas.axes("number of labelled pairs m", "KL(π_θ ‖ π*)")
axes.loglog(
    sizes, means[-1] * sizes[-1] / sizes, color=GREY, ls="--", label="slope −1"
)
axes.errorbar(
    sizes,
    means,
    2 * np.array(errors),
    fmt="o",
    color=BLUE,
    label="mean of 20 ± 2 s.e.",
)
canvas.show(
    axes,
    name="sampled",
    title="A hundred times the data, a hundredth of the divergence.",
    alt="Four points with small error bars on a falling line of slope −1 in "
    "logarithmic axes, from about 0.1 at a thousand pairs to about 0.0001 at a "
    "million.",
    legend="upper right",
)

# %% [markdown]
# ## A misprint that hides at the start
#
# The appendix of the DPO paper prints the weight of the gradient as
# $\sigma(\hat r_w - \hat r_l)$, with the two answers swapped; its section 4 has
# it right. At the start $\pi_\theta = \pi_{\mathrm{ref}}$, all implicit rewards
# are 0 and both weights are $\sigma(0) = 1/2$: no check made there can tell them
# apart. One made elsewhere can.

# %%
start = np.log(reference)
swapped = gradient(start, share, misprint=True)
right = gradient(start, share)
print(f"at the start they differ by {abs(right - swapped).max():.1e}")
swapped = gradient(anywhere, share, misprint=True)
print(f"elsewhere they differ by    {abs(by_step - swapped).max():.1e}")

# %% [markdown]
# What would it do in training? The right weight is large for pairs that are
# ranked *wrongly*, and fades as they are mended; that is what lets the descent
# come to rest. The swapped weight grows with the margin. The policy passes by
# $\pi^*$ and runs on until one answer has all the probability.

# %%
wrong = descend(share, misprint=True)
print(f"KL from π*, right:   {divergence(path[-1]):.1e}")
print(f"KL from π*, swapped: {divergence(wrong[-1]):.1e}")
print("largest probability of each prompt:")
print("  π*     ", best.max(1).round(3))
print("  right  ", np.exp(final).max(1).round(3))
print("  swapped", np.exp(log_policy(wrong[-1])).max(1).round(3))

# %% tags=["figure"]
axes = canvas.axes("gradient step", "KL(π_θ ‖ π*)")
axes.loglog(some, divergence(path[some]), color=BLUE, label="weight of 2f")
axes.loglog(
    some,
    divergence(wrong[some]),
    color=ORANGE,
    ls="--",
    label="misprinted weight",
)
axes.set_ylim(1e-6)
canvas.show(
    axes,
    name="misprint",
    title="The two weights start alike; one arrives, the other runs past.",
    alt="Both curves start together. The one of 2f falls below a millionth; the "
    "misprinted one dips, turns, and rises again to a plateau not far below its "
    "start.",
    legend="lower left",
)

# %% [markdown]
# ## What enumeration costs: 2c
#
# Here there are only a few answers, so $Z$ was a short sum. For a language model
# the answers are all sequences of $T$ tokens over a vocabulary of $V$. We write
# them all down for small $V$ and $T$ and count.

# %%
counted = c.part.box("sequences").value
for size, length in [(4, 5), (4, 6), (4, 7), (4, 8), (4, 9), (10, 5), (10, 6)]:
    written = sum(1 for _ in product(range(size), repeat=length))
    proved = counted.subs({letter.V: size, letter.T: length})
    if written != proved:
        raise ArithmeticError(f"{written} sequences, and 2c says {proved}")
    print(f"V = {size:2}, T = {length}: {written:8} sequences")

# %% [markdown]
# One token more takes $V$ times as long. That is all one needs to know to see
# where it ends for $V = 50\,000$ and $T = 50$, with a computer that adds up a
# billion terms a second.

# %%
A_SECOND, A_YEAR = 10**9, 365 * 86400
years = int(c.part.box("size").value) // (A_SECOND * A_YEAR)
print(f"about 10^{len(str(years)) - 1} years")

# %% [markdown]
# The last cell is what the build looks at: if the descent had not arrived at
# $\pi^*$, or the gradient were not the gradient, this page would not exist.

# %%
if not max(from_box, from_loss) < 1e-14:
    raise ArithmeticError("the gradient of 2f is not the gradient of the loss")
if not farthest < 1e-6:
    raise ArithmeticError("the descent did not arrive at the optimum of 2b")
print("the gradient is right and the policy is optimal")

# %% [markdown]
# ## What this shows
#
# Descent along the gradient of 2f, which knows neither the reward nor $Z$, ends
# at the optimum of 2b, and the reward can be read off the trained policy up to a
# function of the prompt. The gradient must be tested away from the start, where
# a swapped weight looks the same and leads to a different end.
