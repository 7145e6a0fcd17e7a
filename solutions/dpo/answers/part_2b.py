"""Answers to 2b: π*(y|x) = π_ref(y|x) exp(r(x,y)/β)/Z(x), and what is maximised by way of it."""

RIGHT = (
    r"π_ref(y|x) exp(r(x,y)/β)/Z(x)",
    r"\pi^*(y \mid x) = \frac{\pi_{\mathrm{ref}}(y\mid x)\exp(r(x,y)/\beta)}{Z(x)}",
    r"\pi^*(y|x)=\frac{1}{Z(x)}\pi_{\text{ref}}(y|x)\exp\left(\frac{1}{\beta}r(x,y)\right)",
    r"\frac1{Z(x)}\,\pi_{ref}(y|x)\,e^{r(x,y)/\beta}",
    r"pi_ref(y|x) e^(r(x,y)/beta)/Z(x)",
    r"\frac{\pi_{\mathrm{ref}}(y|x)\,e^{\frac{r(x,y)}{\beta}}}"
    r"{\sum_{y'}\pi_{\mathrm{ref}}(y'|x)\,e^{\frac{r(x,y')}{\beta}}}",
    r"\boxed{\tfrac{1}{Z(x)}\pi_{\mathrm{ref}}(y\mid x)\exp\left(\tfrac{r(x,y)}{\beta}\right)}",
    r"$\exp\left(\log\pi_{\mathrm{ref}}(y|x) + \frac{r(x,y)}{\beta} - \log Z(x)\right)$",
    r"\pi_{\mathrm{ref}}(y|x)\left(e^{r(x,y)}\right)^{1/\beta} / Z(x)",
    r"Z(x) = \sum_y \pi_{\mathrm{ref}}(y|x)\exp\left(\frac{r(x,y)}{\beta}\right)",
    r"\sum_{y'} \pi_{\mathrm{ref}}(y'|x)\,e^{r(x,y')/\beta}",
    r"Σ_y π_ref(y|x) exp(r(x,y)/β)",
    r"\mathbb{E}_{y\sim\pi_{\mathrm{ref}}}\left[e^{r(x,y)/\beta}\right]",
    r"\beta\,\mathbb{E}_x[\log Z(x)]",
    r"\beta\,\mathbb{E}_{x\sim\mathcal D}\left[\log Z(x)\right]",
    r"β E_x[log Z(x)]",
    r"E_{x∼D}[β ln Z(x)]",
    r"-\beta\,\mathbb{E}_x\left[D_{\mathrm{KL}}(\pi\|\pi^*) - \log Z(x)\right]",
    r"\beta\,\mathbb{E}_x\left[\log Z(x) - D_{\mathrm{KL}}(\pi(y|x)\,\|\,\pi^*(y|x))\right]",
    r"\mathbb{E}_{x\sim\mathcal{D}}\left[\beta\log Z(x)"
    r" - \beta D_{\mathrm{KL}}(\pi \,\|\, \pi^*)\right]",
    r"-β E_x[D_KL(π ‖ π*) − log Z(x)]",
    r"\pi_{\mathrm{ref}}(y|x)\exp\left(\frac{r(x,y) - \beta\log Z(x)}{\beta}\right)",
)

WRONG = (
    (r"\pi_{\mathrm{ref}}(y|x)\exp(r(x,y)/\beta)", "Z dropped"),
    (r"\frac{\pi_{\mathrm{ref}}(y|x)\exp(r(x,y))}{Z(x)}", "β dropped"),
    (r"π_ref(y|x) exp(β r(x,y))/Z(x)", "β for 1/β"),
    (r"\frac{1}{Z(x)}\pi_{\mathrm{ref}}(y|x)\exp\left(-\frac{1}{\beta}r(x,y)\right)", "sign"),
    (r"\frac{1}{Z(x)}\exp\left(\frac{1}{\beta}r(x,y)\right)", "π_ref dropped"),
    (r"\pi^*(y|x) = Z(x)\,\pi_{\mathrm{ref}}(y|x)\exp(r(x,y)/\beta)", "Z above the line"),
    (r"\frac{\exp(r(x,y)/\beta)}{Z(x)\,\pi_{\mathrm{ref}}(y|x)}", "π_ref below the line"),
    (r"\frac{\pi_{\mathrm{ref}}(y|x)\,r(x,y)/\beta}{Z(x)}", "exp dropped"),
    (r"\frac{\pi_{\mathrm{ref}}(y|x)\exp(r(x,y)/\beta)}{\log Z(x)}", "log Z for Z"),
    (r"\frac{\pi_{\mathrm{ref}}(y|x)^{1/\beta}\exp(r(x,y)/\beta)}{Z(x)}", "exponent"),
    (r"\frac{e^{r(x,y)/\beta}}{\sum_{y'} e^{r(x,y')/\beta}}", "π_ref dropped"),
    (r"\pi_{\mathrm{ref}}(y|x)", "the reward dropped"),
    (r"\sum_y \exp\left(\frac{r(x,y)}{\beta}\right)", "π_ref dropped"),
    (r"Z(x) = \sum_y \pi_{\mathrm{ref}}(y|x)\exp(r(x,y))", "β dropped"),
    (r"\sum_y \pi_{\mathrm{ref}}(y|x)\, r(x,y)/\beta", "exp dropped"),
    (r"\mathbb{E}_x[\log Z(x)]", "β dropped"),
    (r"-\beta\,\mathbb{E}_x[\log Z(x)]", "sign"),
    (r"\beta \log \mathbb{E}_x[Z(x)]", "log and mean swapped"),
    (r"-\beta\,\mathbb{E}_x\left[D_{\mathrm{KL}}(\pi\|\pi^*) + \log Z(x)\right]", "sign of log Z"),
    (r"\mathbb{E}_x\left[\log Z(x) - D_{\mathrm{KL}}(\pi\|\pi^*)\right]", "β dropped"),
    (
        r"-\beta\,\mathbb{E}_x\left[D_{\mathrm{KL}}(\pi^*\|\pi) - \log Z(x)\right]",
        "KL turned round",
    ),
    (
        r"-\beta\,\mathbb{E}_x\left[D_{\mathrm{KL}}(\pi\|\pi_{\mathrm{ref}}) - \log Z(x)\right]",
        "π_ref for π*",
    ),
    (r"-\beta\,\mathbb{E}_x\left[D_{\mathrm{KL}}(\pi\|\pi^*)\right]", "log Z dropped"),
)

UNREADABLE = (
    (r"\frac{\pi_{\mathrm{ref}}(y|x)\exp(r(x,y)/\beta)}{Z(x)", "a brace left open"),
    (r"\pi_{\mathrm{old}}(y|x)\exp(r(x,y)/\beta)/Z(x)", "an unknown policy"),
)
