"""Answers to 1g, the DDIM step for Δt ≪ t: (1 − Δt/(2(σ²+t)))·x_t."""

RIGHT = (
    r"(1 − Δt/(2(σ²+t)))·x_t",
    r"x_{t-\Delta t} \approx \left(1-\frac{\Delta t}{2(\sigma^2+t)}\right)x_t",
    r"x_t - \frac{\Delta t}{2(\sigma^2+t)}x_t",
    r"\frac{\sigma^2+t-\frac{\Delta t}{2}}{\sigma^2+t}\,x_t",
    r"(σ² + t − Δt/2)/(σ² + t) x_t",
    r"x (2sigma^2 + 2t - dt)/(2sigma^2 + 2t)",
    r"\frac{2\sigma^2+2t-\Delta t}{2(\sigma^2+t)}x_t",
    r"\boxed{x_t\left(1-\tfrac{\Delta t}{2(\sigma^2+t)}\right)}",
    r"$x_{t-\Delta t} = \left(1-\frac{\eta\,\Delta t}{\sigma^2+t}\right)x_t$",
    r"x_t − ηΔt x_t/(σ²+t)",
    r"\frac{\sigma^2+\sqrt{t(t-\Delta t)}}{\sigma^2+t}x_t",
    r"(σ² + √t·√(t−Δt))/(σ²+t)·x",
    r"x_t - \frac{\sqrt{t}}{\sqrt{t-\Delta t}+\sqrt{t}}\cdot\frac{\Delta t}{\sigma^2+t}x_t",
    r"\left(1 - \frac{t - \sqrt{t(t-\Delta t)}}{\sigma^2+t}\right)x_t",
    r"\eta \approx \frac12",
    r"η(t, Δt) ≈ 1/2",
    r"\eta(t,\Delta t) \approx \frac12 + \frac{\Delta t}{8t}",
    r"\frac12 + \frac{\Delta t}{8t} + \frac{\Delta t^2}{16t^2}",
    r"1 - \frac{\Delta t}{2(\sigma^2+t)}",
    r"1 − Δt/(2σ²+2t)",
    r"\left(1-\frac{\Delta t}{2(\sigma^2+t)}-\frac{\Delta t^2}{8t(\sigma^2+t)}\right)x_t",
    r"\left(\frac{\sigma^2+t-\frac{\Delta t}2-\frac{\Delta t^2}{8t}}{\sigma^2+t}\right)x_t",
    r"\left(1-\frac{\Delta t}{2(\sigma^2+t)}\left(1+\frac{\Delta t}{4t}\right)\right)x_t",
    r"\frac{\sigma^2}{\sigma^2+t}x_t"
    r" + \sqrt{\frac{t-\Delta t}{t}}\left(x_t-\frac{\sigma^2}{\sigma^2+t}x_t\right)",
)

WRONG = (
    (r"1 + Δt/(2(σ²+t))", "sign"),
    (r"\left(1+\frac{\Delta t}{2(\sigma^2+t)}\right)x_t", "sign"),
    (r"\left(1-\frac{\Delta t}{\sigma^2+t}\right)x_t", "the whole step: η = 1"),
    (r"(1 − Δt/(σ²+t)) x", "the whole step: η = 1"),
    (r"\left(1-\frac{\Delta t}{4(\sigma^2+t)}\right)x_t", "factor"),
    (r"\left(1-\frac{2\Delta t}{\sigma^2+t}\right)x_t", "factor"),
    (r"\left(1-\frac{\Delta t}{2t}\right)x_t", "σ² dropped"),
    (r"\left(1-\frac{\Delta t}{2\sigma^2}\right)x_t", "t dropped"),
    (r"(1 − Δt/(2(σ²+1)))·x_t", "1 for t"),
    (r"x_t\cdot\left(\frac{\sigma^2+\frac t2}{\sigma^2+t}\right)", "a step of length t"),
    (r"\left(1-\frac{t}{2(\sigma^2+t)}\right)x_t", "the factor Δt/t forgotten"),
    (r"x_t", "no step at all"),
    (r"1", "no step at all"),
    (r"\frac{\sigma^2+\frac t2-\frac{\Delta t}8}{\sigma^2+t}x_t", "a step of length t"),
    (r"\eta \approx 1", "η"),
    (r"\eta \approx 1 - \frac{\Delta t}{2(\sigma^2+t)}", "that is no η"),
    (r"\eta \approx \frac14", "η"),
    (r"\left(1-\frac{\eta\,t}{\sigma^2+t}\right)x_t", "a step of length t"),
    (r"\left(1+\frac{\eta\,\Delta t}{\sigma^2+t}\right)x_t", "sign"),
    (r"\frac{\sigma^2+\sqrt{t(t+\Delta t)}}{\sigma^2+t}x_t", "sign of the step"),
    (r"\sqrt{\frac{t-\Delta t}{t}}\,x_t", "X₀ taken for 0"),
    (r"\frac{\sigma^2+t-\Delta t}{\sigma^2+t}x_t", "the conditional mean itself"),
    (r"\frac{\sigma^2+\sqrt{t-\Delta t}}{\sigma^2+t}x_t", "a root lost"),
    (r"\left(1-\frac{\Delta t}{2(\sigma+t)}\right)x_t", "σ for σ²"),
    (r"\left(1-\frac{\Delta t^2}{2(\sigma^2+t)}\right)x_t", "exponent"),
    (r"-\frac{\Delta t}{2(\sigma^2+t)}x_t", "the step without where it starts"),
)

LEADING = (
    (
        r"\left(1-\frac{\Delta t}{2(\sigma^2+t)}+\frac{\Delta t^2}{8t(\sigma^2+t)}\right)x_t",
        "sign of the next term",
    ),
    (r"\frac12 + \frac{\Delta t}{4t}", "factor of the next term"),
    (r"\frac12 - \frac{\Delta t}{8t}", "sign of the next term"),
    (r"\frac12 + \frac{\Delta t}{8t} + \frac{\Delta t^2}{8t^2}", "factor of the last term"),
)

UNREADABLE = (
    (r"\left(1-\frac{\Delta t}{2(\sigma^2+t)}\right x_t", "\\right without a bracket"),
    (r"(σ² + √t √(t−Δt))/(σ²+t)·x", "is the second root inside the first?"),
    (r"(1 − Δt/2(σ²+t)) x_t", "is (σ²+t) above or below the line?"),
)
