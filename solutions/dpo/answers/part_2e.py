"""Answers to 2e, Bradley–Terry through π*: σ(β log a₁ − β log a₂) = a₁^β/(a₁^β + a₂^β)."""

RIGHT = (
    r"\sigma\left(\beta\log\frac{\pi^*(y_1|x)}{\pi_{\mathrm{ref}}(y_1|x)}"
    r" - \beta\log\frac{\pi^*(y_2|x)}{\pi_{\mathrm{ref}}(y_2|x)}\right)",
    r"p(y_1 \succ y_2 \mid x) = \sigma\!\left(\beta\log\frac{\pi^*(y_1|x)}{\pi_{\text{ref}}(y_1|x)}"
    r" - \beta\log\frac{\pi^*(y_2|x)}{\pi_{\text{ref}}(y_2|x)}\right)",
    r"σ(β log(π*(y_1|x)/π_ref(y_1|x)) − β log(π*(y_2|x)/π_ref(y_2|x)))",
    r"\frac{1}{1+\exp\left(\beta\log\frac{\pi^*(y_2|x)}{\pi_{\mathrm{ref}}(y_2|x)}"
    r" - \beta\log\frac{\pi^*(y_1|x)}{\pi_{\mathrm{ref}}(y_1|x)}\right)}",
    r"\frac{a_1^\beta}{a_1^\beta + a_2^\beta}",
    r"a_1^β/(a_1^β + a_2^β)",
    r"a(y_1)^beta/(a(y_1)^beta + a(y_2)^beta)",
    r"\frac{1}{1+(a_2/a_1)^\beta}",
    r"\left(1 + \left(\frac{a_2}{a_1}\right)^{\beta}\right)^{-1}",
    r"\sigma(\beta\log a_1 - \beta\log a_2)",
    r"\sigma\left(\beta\log\frac{a_1}{a_2}\right)",
    r"1 - \sigma(\beta\log a_2 - \beta\log a_1)",
    r"1 - \frac{a_2^\beta}{a_1^\beta+a_2^\beta}",
    r"\frac{\left(\frac{\pi^*(y_1|x)}{\pi_{\mathrm{ref}}(y_1|x)}\right)^\beta}"
    r"{\left(\frac{\pi^*(y_1|x)}{\pi_{\mathrm{ref}}(y_1|x)}\right)^\beta"
    r" + \left(\frac{\pi^*(y_2|x)}{\pi_{\mathrm{ref}}(y_2|x)}\right)^\beta}",
    r"\frac{e^{\beta\log a_1}}{e^{\beta\log a_1} + e^{\beta\log a_2}}",
    r"\frac{1}{1+e^{-\beta(\log a_1 - \log a_2)}}",
    r"\boxed{\sigma\left(\beta\log\tfrac{a_1}{a_2}\right)}",
    r"$\sigma\big(\beta(\log a_1 - \log a_2)\big)$",
    r"\sigma\left(\beta\log\frac{\pi^*(y_1|x)\,\pi_{\mathrm{ref}}(y_2|x)}"
    r"{\pi_{\mathrm{ref}}(y_1|x)\,\pi^*(y_2|x)}\right)",
    r"sigmoid(beta*log(a_1/a_2))",
    r"\frac12 + \frac12\tanh\left(\frac{\beta}{2}\log\frac{a_1}{a_2}\right)",
    r"a_1^{\beta}\,(a_1^{\beta}+a_2^{\beta})^{-1}",
)

WRONG = (
    (r"\frac{a_1}{a_1+a_2}", "β dropped: true only for β = 1"),
    (r"\sigma\left(\log\frac{a_1}{a_2}\right)", "β dropped"),
    (
        r"\frac{\frac{\pi^*(y_1|x)}{\pi_{\mathrm{ref}}(y_1|x)}}"
        r"{\frac{\pi^*(y_1|x)}{\pi_{\mathrm{ref}}(y_1|x)}"
        r" + \frac{\pi^*(y_2|x)}{\pi_{\mathrm{ref}}(y_2|x)}}",
        "β dropped",
    ),
    (r"\frac{a_2^\beta}{a_1^\beta + a_2^\beta}", "answers swapped"),
    (r"\sigma(\beta\log a_2 - \beta\log a_1)", "answers swapped"),
    (r"\sigma(\beta\log a_1 + \beta\log a_2)", "sign"),
    (r"\frac{a_1^{1/\beta}}{a_1^{1/\beta}+a_2^{1/\beta}}", "1/β for β"),
    (r"\sigma\left(\frac{1}{\beta}\log\frac{a_1}{a_2}\right)", "1/β for β"),
    (r"\frac{\beta a_1}{\beta a_1 + \beta a_2}", "factor for exponent"),
    (r"\beta\log\frac{a_1}{a_2}", "σ dropped"),
    (r"\frac{a_1^\beta}{a_2^\beta}", "the odds"),
    (r"\frac{1}{1+e^{\beta(\log a_1-\log a_2)}}", "sign in the exponent"),
    (r"\sigma(\beta a_1 - \beta a_2)", "logarithms dropped"),
    (r"\sigma\left(\beta\log\frac{\pi^*(y_1|x)}{\pi^*(y_2|x)}\right)", "π_ref dropped"),
    (
        r"\sigma\left(\beta\log\frac{\pi_{\mathrm{ref}}(y_1|x)}{\pi^*(y_1|x)}"
        r" - \beta\log\frac{\pi_{\mathrm{ref}}(y_2|x)}{\pi^*(y_2|x)}\right)",
        "quotients turned round",
    ),
    (
        r"\sigma\left(\beta\log\frac{\pi^*(y_1|x)}{\pi_{\mathrm{ref}}(y_1|x)}"
        r" - \log\frac{\pi^*(y_2|x)}{\pi_{\mathrm{ref}}(y_2|x)}\right)",
        "β dropped in one place",
    ),
    (r"\frac{\pi^*(y_1|x)^\beta}{\pi^*(y_1|x)^\beta+\pi^*(y_2|x)^\beta}", "π_ref dropped"),
    (r"\left(\frac{a_1}{a_1+a_2}\right)^\beta", "the power of the whole"),
    (r"\frac{e^{a_1}}{e^{a_1}+e^{a_2}}", "ratios taken for rewards"),
    (r"\sigma\left(\beta\log\frac{a_1}{a_2} + \beta\log Z(x)\right)", "Z does not stay"),
    (r"\frac{1}{2}", "only where both answers are alike"),
    (r"\log\sigma(\beta\log a_1 - \beta\log a_2)", "a logarithm too many"),
    (r"-\log\sigma(\beta\log a_1 - \beta\log a_2)", "the loss"),
)

UNREADABLE = (
    (r"\sigma(\beta\log a_1 - \beta\log a_2", "a bracket left open"),
    (r"\sigma(\beta\log a_1 - \beta\log a_3)", "an unknown answer"),
)
