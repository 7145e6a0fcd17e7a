"""Answers to 2d, the reward from its optimal policy: β log(π*/π_ref) + β log Z."""

RIGHT = (
    r"β log(π*(y|x)/π_ref(y|x)) + β log Z(x)",
    r"r(x,y) = \beta\log\frac{\pi^*(y\mid x)}{\pi_{\mathrm{ref}}(y\mid x)} + \beta\log Z(x)",
    r"\beta\left(\log\frac{\pi^*(y|x)}{\pi_{\text{ref}}(y|x)} + \log Z(x)\right)",
    r"\beta\left[\log\pi^*(y|x) - \log\pi_{\mathrm{ref}}(y|x) + \log Z(x)\right]",
    r"\beta \log \frac{\pi^*(y|x)\,Z(x)}{\pi_{\mathrm{ref}}(y|x)}",
    r"beta*log(pi_star(y|x)/pi_ref(y|x)) + beta*log(Z(x))",
    r"β ln(π*/π_ref) + β ln Z(x)",
    r"\beta\log\pi^*(y|x) - \beta\log\pi_{\mathrm{ref}}(y|x) + \beta\log Z(x)",
    r"-\beta\log\frac{\pi_{\mathrm{ref}}(y|x)}{\pi^*(y|x)} + \beta\log Z(x)",
    r"\beta\log Z(x) + \beta\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)}",
    r"\beta\log Z(x) - \beta\log\frac{\pi_{\mathrm{ref}}(y|x)}{\pi^*(y|x)}",
    r"$\log\left[\left(\frac{\pi^*(y|x)Z(x)}{\pi_{\mathrm{ref}}(y|x)}\right)^{\beta}\right]$",
    r"\boxed{\beta\,\ln\tfrac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \beta\ln Z(x)}",
    r"\frac{\log\pi^*(y|x) - \log\pi_{\mathrm{ref}}(y|x) + \log Z(x)}{1/\beta}",
    r"β (log π*(y|x) + log Z(x) − log π_ref(y|x))",
    r"r_1(x,y) - r_2(x,y) = \beta\log\frac{Z_1(x)}{Z_2(x)}",
    r"\beta\log Z_1(x) - \beta\log Z_2(x)",
    r"β(ln Z_1(x) − ln Z_2(x))",
    r"Z(x)\,e^{c(x)/\beta}",
    r"Z(x) \exp\left(\frac{c(x)}{\beta}\right)",
    r"\pi^*(y\mid x)",
    r"\exp\left(\log Z(x) + \frac{c(x)}{\beta}\right)",
)

WRONG = (
    (r"\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \log Z(x)", "β dropped"),
    (r"\beta\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \log Z(x)", "β dropped in one place"),
    (r"\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \beta\log Z(x)", "β dropped in one place"),
    (r"β log(π*(y|x)/π_ref(y|x)) − β log Z(x)", "sign of log Z"),
    (
        r"\beta\log\frac{\pi_{\mathrm{ref}}(y|x)}{\pi^*(y|x)} + \beta\log Z(x)",
        "quotient turned round",
    ),
    (r"\beta\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)}", "log Z dropped"),
    (r"\beta\log\pi^*(y|x) + \beta\log\pi_{\mathrm{ref}}(y|x) + \beta\log Z(x)", "sign"),
    (r"\beta\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \beta Z(x)", "log dropped"),
    (r"\beta\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \beta\log Z(x)", "log dropped"),
    (
        r"\frac{1}{\beta}\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \frac{1}{\beta}\log Z(x)",
        "1/β for β",
    ),
    (r"\beta\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)\,Z(x)}", "Z below the line"),
    (r"\beta\log\pi^*(y|x) + \beta\log Z(x)", "π_ref dropped"),
    (
        r"\beta\left(\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)}\right)\log Z(x)",
        "product for sum",
    ),
    (r"\beta^2\log\frac{\pi^*(y|x)\,Z(x)}{\pi_{\mathrm{ref}}(y|x)}", "β twice"),
    (r"\exp\left(\beta\log\frac{\pi^*(y|x)Z(x)}{\pi_{\mathrm{ref}}(y|x)}\right)", "e^r for r"),
    (r"-\beta\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} - \beta\log Z(x)", "sign"),
    (r"\beta\log\frac{Z_2(x)}{Z_1(x)}", "swapped"),
    (r"\log\frac{Z_1(x)}{Z_2(x)}", "β dropped"),
    (r"\beta\frac{\log Z_1(x)}{\log Z_2(x)}", "quotient of logarithms"),
    (r"0", "only up to a function of x"),
    (r"Z(x)\,e^{c(x)}", "β dropped"),
    (r"Z(x) + c(x)", "exp dropped"),
    (r"Z(x)\,e^{-c(x)/\beta}", "sign"),
    (r"\pi_{\mathrm{ref}}(y|x)", "another policy"),
)

UNREADABLE = (
    (r"\beta\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)} + \beta\log", "log of what?"),
    (r"\gamma\log\frac{\pi^*(y|x)}{\pi_{\mathrm{ref}}(y|x)}", "an unknown letter"),
)
