"""Answers to 2g, Plackett–Luce over K answers: the probability of a ranking, and the loss."""

RIGHT = (
    r"\prod_{k=1}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K} a_{\tau(j)}^\beta}",
    r"p(\tau \mid x) = \prod_{k=1}^{K}\frac{a_{\tau(k)}^{\beta}}{\sum_{j\ge k}a_{\tau(j)}^{\beta}}",
    r"\prod_{k=1}^{K} \frac{a(\tau(k))^\beta}{\sum_{j=k}^{K} a(\tau(j))^\beta}",
    r"\prod_{k=1}^{K-1} \frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K} a_{\tau(j)}^\beta}",
    r"\prod_{k=1}^K \frac{\exp(\beta\log a_{\tau(k)})}{\sum_{j=k}^K \exp(\beta\log a_{\tau(j)})}",
    r"\prod_{j=1}^{K} \frac{a_{\tau(j)}^\beta}{\sum_{k=j}^{K} a_{\tau(k)}^\beta}",
    r"\prod_{k=1}^K\frac{\left(\frac{\pi^*(y_{\tau(k)}|x)}{\pi_{\mathrm{ref}}(y_{\tau(k)}|x)}"
    r"\right)^\beta}{\sum_{j=k}^K\left(\frac{\pi^*(y_{\tau(j)}|x)}"
    r"{\pi_{\mathrm{ref}}(y_{\tau(j)}|x)}\right)^\beta}",
    r"∏_{k=1}^{K} a_{τ(k)}^β / (Σ_{j=k}^{K} a_{τ(j)}^β)",
    r"\boxed{\prod_{k=1}^{K}\frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K}a_{\tau(j)}^\beta}}",
    r"\prod_{k=0}^{K-1}\frac{a_{\tau(k+1)}^\beta}{\sum_{j=k+1}^{K}a_{\tau(j)}^\beta}",
    r"\prod_{k=1}^{K}\left(\sum_{j=k}^{K} \frac{a_{\tau(j)}^\beta}{a_{\tau(k)}^\beta}\right)^{-1}",
    r"-\mathbb{E}\left[\sum_{k=1}^{K}\left(\beta\log a_\theta(\tau(k))"
    r" - \log\sum_{j=k}^{K}a_\theta(\tau(j))^\beta\right)\right]",
    r"\mathbb{E}\left[\sum_{k=1}^{K}\left(\log\sum_{j=k}^{K}a_\theta(\tau(j))^\beta"
    r" - \beta\log a_\theta(\tau(k))\right)\right]",
    r"-\mathbb{E}_{\mathcal{D}}\left[\sum_{k=1}^{K}\left(\beta\log\frac{\pi_\theta(y_{\tau(k)}|x)}"
    r"{\pi_{\mathrm{ref}}(y_{\tau(k)}|x)} - \log\sum_{j=k}^{K}\left("
    r"\frac{\pi_\theta(y_{\tau(j)}|x)}{\pi_{\mathrm{ref}}(y_{\tau(j)}|x)}\right)^\beta\right)\right]",
    r"-\mathbb{E}\left[\log\prod_{k=1}^{K}\frac{a_\theta(\tau(k))^\beta}"
    r"{\sum_{j=k}^{K}a_\theta(\tau(j))^\beta}\right]",
    r"-\mathbb{E}\left[\sum_{k=1}^{K}\log\frac{a_\theta(\tau(k))^\beta}"
    r"{\sum_{j=k}^{K}a_\theta(\tau(j))^\beta}\right]",
    r"-\mathbb{E}_{(x,\tau)\sim\mathcal{D}}\left[\sum_{k=1}^{K}\left(\beta\log a_\theta(\tau(k))"
    r" - \log\sum_{j=k}^{K} e^{\beta\log a_\theta(\tau(j))}\right)\right]",
    r"-\mathbb{E}\left[\beta\sum_{k=1}^{K}\log a_\theta(\tau(k))"
    r" - \sum_{k=1}^{K}\log\sum_{j=k}^{K}a_\theta(\tau(j))^\beta\right]",
    r"\frac{\prod_{k=1}^{K} a_{\tau(k)}^\beta}{\prod_{k=1}^{K}\sum_{j=k}^{K} a_{\tau(j)}^\beta}",
    r"\prod_{k=1}^{K}\frac{1}{\sum_{j=k}^{K}\left(a_{\tau(j)}/a_{\tau(k)}\right)^\beta}",
)

WRONG = (
    (r"\prod_{k=1}^{K} \frac{a_{\tau(k)}}{\sum_{j=k}^{K} a_{\tau(j)}}", "β dropped"),
    (
        r"\prod_{k=1}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=1}^{K} a_{\tau(j)}^\beta}",
        "all answers in every denominator",
    ),
    (
        r"\prod_{k=1}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=1}^{k} a_{\tau(j)}^\beta}",
        "the answers before, not after",
    ),
    (
        r"\prod_{k=1}^{K-1} \frac{a_{\tau(k)}^\beta}{\sum_{j=k+1}^{K} a_{\tau(j)}^\beta}",
        "the answer itself left out",
    ),
    (
        r"\sum_{k=1}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K} a_{\tau(j)}^\beta}",
        "a sum for the product",
    ),
    (r"\prod_{k=1}^{K} \frac{\sum_{j=k}^{K} a_{\tau(j)}^\beta}{a_{\tau(k)}^\beta}", "upside down"),
    (
        r"\prod_{k=1}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K} a_{\tau(j)}}",
        "β dropped in one place",
    ),
    (
        r"\prod_{k=1}^{K} \frac{a_{\tau(k)}^{1/\beta}}{\sum_{j=k}^{K} a_{\tau(j)}^{1/\beta}}",
        "1/β for β",
    ),
    (
        r"\prod_{k=1}^{K}\left(\frac{a_{\tau(k)}}{\sum_{j=k}^{K} a_{\tau(j)}}\right)^\beta",
        "the power of the whole",
    ),
    (
        r"\prod_{k=2}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K} a_{\tau(j)}^\beta}",
        "the first place missing",
    ),
    (
        r"\prod_{k=1}^{K} \frac{\beta a_{\tau(k)}}{\sum_{j=k}^{K} \beta a_{\tau(j)}}",
        "factor for exponent",
    ),
    (r"\prod_{k=1}^{K} a_{\tau(k)}^\beta", "the denominators dropped"),
    (
        r"\prod_{k=1}^{K} \frac{e^{a_{\tau(k)}}}{\sum_{j=k}^{K} e^{a_{\tau(j)}}}",
        "ratios taken for rewards",
    ),
    (r"\frac{a_{\tau(1)}^\beta}{\sum_{j=1}^{K} a_{\tau(j)}^\beta}", "the first place only"),
    (
        r"-\log\prod_{k=1}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K} a_{\tau(j)}^\beta}",
        "π* for π_θ, and no mean",
    ),
    (
        r"\prod_{k=1}^{K-1}\prod_{j=k+1}^{K}"
        r" \frac{a_{\tau(k)}^\beta}{a_{\tau(k)}^\beta + a_{\tau(j)}^\beta}",
        "all pairs, not the ranking",
    ),
    (
        r"\mathbb{E}\left[\sum_{k=1}^{K}\left(\beta\log a_\theta(\tau(k))"
        r" - \log\sum_{j=k}^{K}a_\theta(\tau(j))^\beta\right)\right]",
        "the sign lost",
    ),
    (
        r"-\mathbb{E}\left[\sum_{k=1}^{K}\left(\log a_\theta(\tau(k))"
        r" - \log\sum_{j=k}^{K}a_\theta(\tau(j))\right)\right]",
        "β dropped",
    ),
    (
        r"-\mathbb{E}\left[\sum_{k=1}^{K}\left(\beta\log a_\theta(\tau(k))"
        r" + \log\sum_{j=k}^{K}a_\theta(\tau(j))^\beta\right)\right]",
        "sign",
    ),
    (
        r"-\mathbb{E}\left[\sum_{k=1}^{K}\left(\beta\log a_\theta(\tau(k))"
        r" - \log\sum_{j=1}^{K}a_\theta(\tau(j))^\beta\right)\right]",
        "all answers in every denominator",
    ),
    (
        r"-\mathbb{E}\left[\sum_{k=1}^{K}\left(\beta\log a_\theta(\tau(k))"
        r" - \sum_{j=k}^{K}\log a_\theta(\tau(j))^\beta\right)\right]",
        "log and sum swapped",
    ),
    (
        r"-\beta\,\mathbb{E}\left[\sum_{k=1}^{K}\left(\beta\log a_\theta(\tau(k))"
        r" - \log\sum_{j=k}^{K}a_\theta(\tau(j))^\beta\right)\right]",
        "β twice",
    ),
    (
        r"-\mathbb{E}\left[\sum_{k=1}^{K}\beta\log a_\theta(\tau(k))\right]",
        "the denominators dropped",
    ),
)

UNREADABLE = (
    (r"\prod_{k=1}^{K} \frac{a_{\tau(k)}^\beta}{\sum_{j=k}^{K}}", "the sum has no term"),
    (r"\prod_{k=1}^{K} a_{\tau(k}^\beta", "a bracket left open"),
)
