"""Answers to 1c, X_{t−Δt} given X_t = x: mean (σ²+t−Δt)/(σ²+t)·x, variance Δt(1 − Δt/(σ²+t))."""

RIGHT = (
    r"N((σ²+t−Δt)/(σ²+t)·x, Δt(σ²+t−Δt)/(σ²+t))",
    r"\mathcal{N}\left(\frac{\sigma^2+t-\Delta t}{\sigma^2+t}x,"
    r" \frac{\Delta t(\sigma^2+t-\Delta t)}{\sigma^2+t}\right)",
    r"X_{t-\Delta t} \mid X_t = x \sim \mathcal{N}\left(\frac{\sigma^2+t-\Delta t}{\sigma^2+t}\,x,"
    r" \Delta t\left(1-\frac{\Delta t}{\sigma^2+t}\right)\right)",
    r"N((1 - dt/(sigma^2+t)) x, dt (1 - dt/(sigma^2+t)))",
    r"\mathcal{N}\left(x_t - \frac{\Delta t}{\sigma^2+t}x_t, \Delta t"
    r" - \frac{\Delta t^2}{\sigma^2+t}\right)",
    r"Δt(1 − Δt/(σ²+t))",
    r"Δt − Δt²/(σ²+t)",
    r"\Delta t\,\frac{\sigma^2+t-\Delta t}{\sigma^2+t}",
    r"\tfrac{\sigma^2 + t - \Delta t}{\sigma^2+t}\,\Delta t",
    r"\operatorname{Var}(X_{t-\Delta t} \mid X_t) = \Delta t - \frac{(\Delta t)^2}{\sigma^2+t}",
    r"\operatorname{Var}(X_{t-\Delta t} \mid X_t = x) \approx \Delta t",
    r"Var(X_{t-Δt} | X_t) = Δt·(σ²+t−Δt)/(σ²+t)",
    r"Δt",
    r"\approx \Delta t",
    r"\left(\frac{1}{\Delta t} + \frac{1}{\sigma^2+t-\Delta t}\right)^{-1}",
    r"\frac{1}{\frac{1}{\Delta t} + \frac{1}{\sigma^2 + t - \Delta t}}",
    r"E[X_{t-Δt} | X_t = x] = (σ²+t−Δt)/(σ²+t) x",
    r"\mathbb{E}[X_{t-\Delta t} \mid X_t = x_t] = \left(1-\frac{\Delta t}{\sigma^2+t}\right)x_t",
    r"x_t \cdot \frac{\sigma^2+t-\Delta t}{\sigma^2+t}",
    r"\frac{\Delta t}{\sigma^2+t}",
    r"$\frac{(\sigma^2+t-\Delta t)\,\Delta t}{(\sigma^2+t-\Delta t)+\Delta t}$",
    r"\sigma^2 + t - \Delta t - \frac{(\sigma^2+t-\Delta t)^2}{\sigma^2+t}",
    r"\boxed{\Delta t\left(1-\frac{\Delta t}{t+\sigma^{2}}\right)}",
    r"mean (σ²+t−Δt)/(σ²+t)·x, variance Δt(σ²+t−Δt)/(σ²+t)",
    r"N(x − x·Δt/(t+s^2), Δt·(t+s^2−Δt)/(t+s^2))",
)

WRONG = (
    (r"N(x, Δt)", "the mean does not shrink"),
    (r"\mathcal{N}\left(\frac{\sigma^2}{\sigma^2+t}x, \Delta t\right)", "the mean of X₀"),
    (r"\mathcal{N}\left(\frac{\sigma^2+t-\Delta t}{\sigma^2+t}x, \Delta t^2\right)", "exponent"),
    (r"N((σ²+t)/(σ²+t−Δt)·x, Δt(σ²+t−Δt)/(σ²+t))", "mean upside down"),
    (r"N((σ²+t−Δt)/(σ²+t), Δt(σ²+t−Δt)/(σ²+t))", "x dropped"),
    (r"N((σ²+t−Δt)/(σ²+t)·x, √(Δt(σ²+t−Δt)/(σ²+t)))", "standard deviation for variance"),
    (r"\Delta t - \frac{\Delta t}{\sigma^2+t}", "the square dropped"),
    (r"Δt/2", "half"),
    (r"\operatorname{Var}(X_{t-\Delta t}\mid X_t) \approx \frac{\Delta t}{2}", "half"),
    (r"2Δt", "twice"),
    (r"σ² + t − Δt", "the unconditional variance"),
    (r"\sigma^2+t", "the unconditional variance of X_t"),
    (r"\sqrt{\Delta t}", "standard deviation for variance"),
    (r"Δt²", "exponent"),
    (r"\frac{\Delta t\,(\sigma^2+t)}{\sigma^2+t-\Delta t}", "upside down"),
    (r"\frac{\Delta t\,\sigma^2}{\sigma^2+t}", "t − Δt dropped"),
    (r"\frac{\Delta t\,(t-\Delta t)}{t}", "σ² dropped"),
    (r"Δt(1 − Δt/t)", "σ² dropped"),
    (r"\frac{1}{\Delta t} + \frac{1}{\sigma^2+t-\Delta t}", "precision for variance"),
    (r"\frac{\sigma^2+t-\Delta t}{\sigma^2+t+\Delta t}\,x", "a step too far"),
    (r"0", "no variance at all"),
    (r"N(x + xΔt/(σ²+t), Δt)", "sign of the step"),
    (r"N(0, Δt)", "the unconditional mean"),
    (r"\mathbb{E}[X_{t-\Delta t} \mid X_t = x] = x", "the mean does not shrink"),
    (r"1 - \frac{\Delta t}{\sigma^2+t}", "Δt in front dropped"),
    (r"\frac{\sigma^2+t-\Delta t}{\sigma^2+t}", "Δt in front dropped"),
)

LEADING = (
    (r"Δt(1 + Δt/(σ²+t))", "sign"),
    (r"\Delta t + \frac{\Delta t^2}{\sigma^2+t}", "sign"),
    (r"\Delta t\left(1-\frac{\Delta t}{\sigma^2+t}\right)^2", "square of the factor"),
    (r"Δt(1 − Δt/σ²)", "t dropped"),
    (r"\Delta t\left(1-\frac{2\Delta t}{\sigma^2+t}\right)", "factor"),
    (r"\frac{\Delta t}{1+\Delta t/\sigma^2}", "t dropped"),
)

UNREADABLE = (
    (r"\frac{\Delta t(\sigma^2+t-\Delta t)}{\sigma^2+t", "a brace left open"),
    (r"N(x·(σ²+t−Δt)/(σ²+t))", "a law needs a variance"),
)
