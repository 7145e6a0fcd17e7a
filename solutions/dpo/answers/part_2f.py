"""Answers to 2f, the gradient of the DPO loss, for the record or for one comparison of it."""

RIGHT = (
    r"-\beta\,\mathbb{E}\left[\sigma(\hat r_l - \hat r_w)"
    r"\left(\nabla_\theta\log\pi_\theta(y_w|x) - \nabla_\theta\log\pi_\theta(y_l|x)\right)\right]",
    r"\nabla_\theta\mathcal{L} = -\beta\,\mathbb{E}_{\mathcal{D}}\left[\sigma(\hat r_l-\hat r_w)"
    r"\left(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right)\right]",
    r"-\beta\,\mathbb{E}_{(x,y_w,y_l)\sim\mathcal{D}}\left[\sigma(\hat r_\theta(x,y_l)"
    r"-\hat r_\theta(x,y_w))\left[\nabla_\theta\log\pi_\theta(y_w\mid x)"
    r"-\nabla_\theta\log\pi_\theta(y_l\mid x)\right]\right]",
    r"\beta\,\mathbb{E}\left[\sigma(\hat r_l - \hat r_w)"
    r"\left(\nabla_\theta\log\pi_\theta(y_l|x) - \nabla_\theta\log\pi_\theta(y_w|x)\right)\right]",
    r"\beta\,\mathbb{E}\left[\left(\sigma(\hat r_w-\hat r_l) - 1\right)"
    r"\left(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right)\right]",
    r"-\beta\,\mathbb{E}\left[\left(1-\sigma(\hat r_w-\hat r_l)\right)"
    r"\left(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right)\right]",
    r"-\mathbb{E}\left[\beta\,\sigma(\hat r_l-\hat r_w)\,\nabla_\theta\log\pi_\theta(y_w|x)"
    r" - \beta\,\sigma(\hat r_l-\hat r_w)\,\nabla_\theta\log\pi_\theta(y_l|x)\right]",
    r"-\beta\,\mathbb{E}\left[\sigma(\hat r_l-\hat r_w)\,\nabla_\theta"
    r"\left(\log\pi_\theta(y_w|x)-\log\pi_\theta(y_l|x)\right)\right]",
    r"-\beta\,\mathbb{E}\left[\frac{1}{1+e^{\hat r_w-\hat r_l}}"
    r"\left(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right)\right]",
    r"-\beta\,\mathbb{E}\left[\frac{e^{\hat r_l}}{e^{\hat r_l}+e^{\hat r_w}}"
    r"\left(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right)\right]",
    r"-β E[σ(r̂_l − r̂_w)(∇_θ log π_θ(y_w|x) − ∇_θ log π_θ(y_l|x))]",
    r"-β E[σ(r̂_l − r̂_w)(∇ log π_θ(y_w|x) − ∇ log π_θ(y_l|x))]",
    r"$-\mathbb{E}\big[\beta\,\sigma(\hat r_l-\hat r_w)\,"
    r"(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x))\big]$",
    r"\boxed{-\beta\,\mathbb{E}\left[\sigma(\hat r_l-\hat r_w)"
    r"(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x))\right]}",
    r"-\beta\,\sigma(\hat r_l-\hat r_w)"
    r"\left(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right)",
    r"\beta\,\sigma(\hat r_l-\hat r_w)"
    r"\left(\nabla_\theta\log\pi_\theta(y_l|x)-\nabla_\theta\log\pi_\theta(y_w|x)\right)",
    r"\beta\left(\sigma(\hat r_w-\hat r_l)-1\right)"
    r"\left[\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right]",
    r"-\beta\left(1-\sigma(\hat r_w-\hat r_l)\right)"
    r"\left[\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right]",
    r"-\beta\,\mathbb{E}\left[\sigma\left(\beta\log\frac{\pi_\theta(y_l|x)}"
    r"{\pi_{\mathrm{ref}}(y_l|x)}-\beta\log\frac{\pi_\theta(y_w|x)}{\pi_{\mathrm{ref}}(y_w|x)}"
    r"\right)\left(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\right)"
    r"\right]",
    r"\beta\,\mathbb{E}\left[\sigma(\hat r_l-\hat r_w)\nabla_\theta\log\pi_\theta(y_l|x)\right]"
    r" - \beta\,\mathbb{E}\left[\sigma(\hat r_l-\hat r_w)\nabla_\theta\log\pi_\theta(y_w|x)\right]",
)

_UP = r"\nabla_\theta\log\pi_\theta(y_w|x)"
_DOWN = r"\nabla_\theta\log\pi_\theta(y_l|x)"
_PULL = rf"\left({_UP} - {_DOWN}\right)"

WRONG = (
    (rf"\beta\,\mathbb{{E}}\left[\sigma(\hat r_l - \hat r_w){_PULL}\right]", "the sign lost"),
    (
        rf"-\beta\,\mathbb{{E}}\left[\sigma(\hat r_w - \hat r_l){_PULL}\right]",
        "the arguments of σ swapped",
    ),
    (rf"-\mathbb{{E}}\left[\sigma(\hat r_l - \hat r_w){_PULL}\right]", "β dropped"),
    (
        rf"-\beta\,\mathbb{{E}}\left[\sigma(\hat r_l-\hat r_w)\left({_UP} + {_DOWN}\right)\right]",
        "sign",
    ),
    (rf"-\beta\,\mathbb{{E}}\left[{_PULL}\right]", "the weight dropped"),
    (rf"-\frac{{\beta}}{{2}}\,\mathbb{{E}}\left[{_PULL}\right]", "the weight at the start only"),
    (rf"-\beta\,\mathbb{{E}}\left[\sigma(\hat r_l - \hat r_w)\,{_UP}\right]", "the loser dropped"),
    (rf"-\beta\,\mathbb{{E}}\left[\sigma(\hat r_l + \hat r_w){_PULL}\right]", "sign in σ"),
    (rf"-\beta\,\mathbb{{E}}\left[\sigma(\hat r_w){_PULL}\right]", "half of the margin dropped"),
    (rf"-\beta^2\,\mathbb{{E}}\left[\sigma(\hat r_l - \hat r_w){_PULL}\right]", "β twice"),
    (
        rf"-\frac{{1}}{{\beta}}\mathbb{{E}}\left[\sigma(\hat r_l - \hat r_w){_PULL}\right]",
        "1/β for β",
    ),
    (rf"\beta\,\mathbb{{E}}\left[\sigma(\hat r_w - \hat r_l){_PULL}\right]", "1 dropped"),
    (rf"-\beta\,\mathbb{{E}}\left[(1+\sigma(\hat r_w - \hat r_l)){_PULL}\right]", "sign"),
    (
        rf"-\beta\,\mathbb{{E}}\left[(1-\sigma(\hat r_l - \hat r_w)){_PULL}\right]",
        "the arguments of σ swapped",
    ),
    (rf"-\beta\,\mathbb{{E}}\left[\sigma(\hat r_l - \hat r_w)^2{_PULL}\right]", "exponent"),
    (
        rf"-\beta\,\mathbb{{E}}\left[\log(\sigma(\hat r_l - \hat r_w)){_PULL}\right]",
        "a logarithm too many",
    ),
    (rf"-\beta\,\mathbb{{E}}\left[(\hat r_l - \hat r_w){_PULL}\right]", "σ dropped"),
    (
        rf"-\beta\,\mathbb{{E}}\left[\sigma(\hat r_w-\hat r_l)"
        rf"\,\sigma(\hat r_l-\hat r_w){_PULL}\right]",
        "the slope of σ, not of log σ",
    ),
    (rf"\beta\,\sigma(\hat r_l - \hat r_w){_PULL}", "the sign lost"),
    (rf"-\beta\,\sigma(\hat r_w - \hat r_l){_PULL}", "the arguments of σ swapped"),
    (rf"-\sigma(\hat r_l - \hat r_w){_PULL}", "β dropped"),
    (
        rf"-\beta\,\mathbb{{E}}\left[\sigma(\beta\hat r_l - \beta\hat r_w){_PULL}\right]",
        "β is already in r̂",
    ),
    (r"-\mathbb{E}\left[\log\sigma(\hat r_w - \hat r_l)\right]", "the loss itself"),
    (r"0", "only at a minimum"),
)

UNREADABLE = (
    (r"-\beta\,\mathbb{E}\left[\sigma(\hat r_l - \hat r_w)", "a bracket left open"),
    (
        r"-\beta\,\mathbb{E}\left[\sigma(-u)\,\nabla_\theta\log\pi_\theta(y_w|x)\right]",
        "u is not explained",
    ),
)
