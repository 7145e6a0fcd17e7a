"""The words for each kind of reason: a form in which its values are put.

``{0}`` is a value as text, ``{0:tex}`` as TeX; several values in one place are joined by commas.
"""

FORMS = {
    "abbreviation unlike": "{0} is declared so, and {1} is not proved",
    "adds to one": "${0:tex} = 1$",
    "adds up to": "what {0} adds up to",
    "against zero": "no error is negligible against 0; say what tends to 0, as a limit",
    "another limit": "the limit {0} is claimed, and it is {1}",
    "another rounding": "to {0} significant digits it is {1:plain}, not {2:plain}",
    "antiderivative": "${0:tex}$ has the derivative ${1:tex}$ on the closed interval",
    "antiderivative not found": (
        "no antiderivative of {0} was found; give one: by=(by_antiderivative(F, x),)"
    ),
    "antidifference": "${0:tex}$ has the differences ${1:tex}$",
    "approximation not carried on": (
        "≈ counts the terms that are shown, so a line after it has to follow from where ≈ began, "
        "and this one is not proved from there; show only terms that count"
    ),
    "base": "base ${0:tex} = {1:tex}$",
    "begins with the term": "{0} begins with the term",
    "below base": "{0} may be below {1}, where the base does not reach",
    "binomial top": "{0} has to be whole and ≥ 0 in a sum of C({0}, k) over k ≤ {0}",
    "both everywhere": "both hold wherever both are defined",
    "both nowhere": "neither holds anywhere",
    "both zero": "both are 0",
    "bound by integral": "{0} is bound by the sum or the integral, and a letter outside",
    "bound in closed form": "{0} is bound by the recursion, and stands in the closed form",
    "bound no room": "{0} may leave {1} no room; state it strictly",
    "bound not linear": "{0} is no bound on {1} that is linear in it",
    "bounds no room": "{0:and} may leave {1} no room; state one of them strictly",
    "by induction": "; a closed form of what is added up to {0} is proved .by_induction(…, on={0})",
    "case": "case {0}",
    "chart variable on the line": (
        "{0} is a variable of the chart of {1}, and a letter of the line; give one of them a "
        "name of its own"
    ),
    "claimed": "{0} is claimed",
    "claimed different": "≠ {0} is claimed, and the two are equal everywhere",
    "counter is value": "{0} counts, and is the value before as well",
    "counter no integer": "{0}, which the recursion counts, is not declared an integer",
    "curvature sign": "{0} {1} 0 is not proved",
    "defined nowhere": "no point was found where both are defined",
    "denominator sign": "the sign of {0} in a denominator is not known",
    "denominator signs": "the leading terms of a denominator have both signs",
    "density of another letter": "the density is a function of {0}, not {1}",
    "difference vanishes": "the difference tends to 0 as ${0}$",
    "digits": "a number is rounded to 1, 2, 3 … digits, not to {0}",
    "domain empty": "no admissible sample point was found: is the domain empty?",
    "each case": "in each of {0} cases",
    "enclosure claimed": "an enclosure cannot be the claimed value",
    "enclosure no number": "an enclosure is not a number; it can only tend to one",
    "end off by": r"\text{{{0} off by }} {1:tex}",
    "ends in differences": "{0} ends in differences",
    "equal": "the two are equal",
    "equality only for": r"\text{{equality only for }} {0:tex} = {1:tex}",
    "equations open": (
        "neither a proof that both hold at the same points was found, nor a point where only "
        "one does"
    ),
    "error": r"\text{{error }} {0:tex}",
    "error not negligible": "whether the error is negligible against {0}",
    "every law": "for every ${0:tex}$ with ${1:tex} = 1$",
    "expectation terms": "${0:tex}$: terms",
    "exponent kinds": "the exponent is a number, and what follows from it a law",
    "factors not whole": (
        "{0} is not known to be a whole number of factors; state it: where=Domain(whole=({0},))"
    ),
    "factors positive": "the factors of {0} are not proved to be positive",
    "first holds": "at {0} the left one holds, and the right one does not",
    "first value depends": "the first value of the recursion depends on {0}",
    "formula": "${0:tex}$",
    "function elsewhere": (
        "{0} is one value of a function that stands elsewhere too; only all of its values "
        "can be replaced together"
    ),
    "gap shown": "the gap ${0:tex}$ has this sign, factor by factor",
    "Gaussian moments": "linear, and moments of a Gaussian up to order {0}, its variance ≥ 0",
    "gradient kinds": "only a number has a derivative here, and it is a number",
    "in every case": "in normal form, in every case of the signs, wherever both have a value",
    "index conditions": "{0} must be a positive integer, free of other conditions",
    "index outside": "{0} is the index of the product, and a letter outside",
    "induction step": "step from ${0:tex}$ to ${0:tex} + 1$",
    "integer no interval": "{0} is declared an integer, and does not run over an interval",
    "law bounded": "{0} runs over all laws, and is declared whole or bounded, as not all laws are",
    "law without output": "{0} is to be found for every {1}, and does not depend on it",
    "law without prompt": (
        "{0} is to be found for every {1}, and does not depend on it; one law for all prompts "
        "need not be best at each"
    ),
    "law depends": "{0} runs over the whole line, and its law does not depend on it",
    "law not free": "{0} is an abbreviation or algebraic, and the optimum is over all laws",
    "law restricted": "{0} runs over all laws, and the domain speaks of it: {1}",
    "leading difference": "to leading order it is ${0:tex}$",
    "leading error": "the error to leading order is ${0:tex}$",
    "lemma broken": "a line does not begin where the one before ends",
    "lemma changes": "a line changes what the lemma is about",
    "lemma narrower": "it was proved for {0} only",
    "lemma no number": "a line is not about a number",
    "lemma relation": "a line is neither = nor {0}",
    "law moves": "{0} is 1 for one size alone, and the law is another one as {1} moves; take it as "
    "a function of its size too, or hold the size fixed",
    "letter by letter": "with each letter positive, negative and zero, wherever both have a value",
    "limit moves": "a limit cannot contain {0}, which moves on the way to it",
    "limit not decided": "whether {0} tends to 0",
    "limit not whole": (
        "a sum goes over whole numbers, and {0} is not known to be one; state it: "
        "where=Domain(whole=({0},))"
    ),
    "limit of product not whole": "{0}, a limit of {1}, is not known to be whole",
    "limit of sum not whole": (
        "the limit {0} of {1} is not known to be whole; declare its letters integers, or add "
        "where=Domain(whole=({0},))"
    ),
    "line": "line {0}",
    "line no theorem": "the line itself is no theorem",
    "line restricted": "{0} must run over the whole line, and the domain speaks of it: {1}",
    "line signed": "{0} must run over the whole line, and has a declared sign",
    "logarithm limit": "of a logarithm only the limit is decided",
    "logarithm of sign": "ln {0} has no value unless {0} > 0",
    "maximum at least": "the maximum is at least its value at ${0:tex}$",
    "maximum attained": "the maximum is attained",
    "neither proof nor point": (
        "no point was found where they differ, and no proof that there is none"
    ),
    "next term": r"\text{{next term }} {0:tex}",
    "no enclosure at end": "{0} does not end in an enclosure",
    "no indicator": "{0} is no indicator of one inequality",
    "no integer": "{0} is not declared an integer",
    "no law": (
        "Σ {0} = 1 over {1} = 1 … {2} is needed and not assumed; add it: "
        "where=Domain(unit_sums=(…,))"
    ),
    "no letter to replace": "{0} is not a letter, and only a letter is replaced by a value",
    "no logarithm of a density": (
        "a law follows from the logarithm of a density; begin the derivation with log_density(X, x)"
    ),
    "no slope": "without a slope, and equal at one point",
    "no step": "{0} ≥ 1 is not proved: a sum has at least one step",
    "nonzero no interval": "{0} is declared different from 0, which is no interval",
    "normal form": (
        "both sides have the same normal form ({0} generators, {1} terms), by SymPy’s "
        "polynomials and again by FLINT’s"
    ),
    "normal forms differ": "the normal forms differ, yet no point was found where the values do",
    "not a letter": "{0} is not a letter; a derivative is taken in a letter",
    "not an enclosure": "only an enclosure is loosened, to a wider one",
    "not comparable": "{0} and {1} are not numbers that can be compared",
    "not one sum": "{0} is not one sum or product up to {1}",
    "not positive": "{0} > 0 is not proved",
    "not real": "{0} is not declared real",
    "not the values put in": "the line is not what the letters’ values make of the line before",
    "nothing compared": "nothing was compared",
    "objective": "objective = ${0:tex}$ {1} divergence",
    "one term is the maximum": (
        r"one of the terms is the exponential of the maximum: ${0:tex} \le {1:tex}$"
    ),
    "optimum depends": "the best value or the optimum depends on {0}",
    "optimum kinds": "only a number has a least value here, at a number",
    "grows slower": "as ${0:tex}$ grows, the error grows more slowly than each term that counts",
    "grows as fast": "as {0} grows, {1} does not grow more slowly than {2}",
    "order claimed": "{0} {1} {2} is claimed",
    "outputs not whole": "{0} is not known to be a whole number of outputs",
    "over a limit": "by induction over a limit of what is added up",
    "place depends": "the place of the optimum depends on {0} itself",
    "place not admitted": "{0} is not proved at the optimum",
    "positive": "${0:tex}$ is positive",
    "positive between ends": "{0} > 0 is not proved between the ends",
    "product backwards": "{0} ≥ 0 is not proved: the product may run backwards",
    "product kinds": "a product is a number, and lies in an enclosure",
    "product limit not whole": "{0}, a limit of the product, is not known to be whole",
    "product runs back": "{0} ≤ {1} + 1 is not proved: the product may run back",
    "product runs backwards": "{0} may run backwards: {1} ≥ {2} − 1 is needed",
    "proof about other": "{0} is not about {1}",
    "proof says other": "{0} says {1}, where {2} is needed",
    "proof terms": "the terms of {0} are not those of {1}",
    "quotients of neighbours": "neighbours of ${0:tex}$ have the quotients ${1:tex}$",
    "raised": "{0}: {1}",
    "ratio below one": "|q| < 1",
    "recursion letter in domain": "{0} is bound by the recursion, and the domain speaks of it",
    "Riemann kinds": "a Riemann sum is a number, and lies in an enclosure",
    "root indices": "the root and the square are products over different indices",
    "root kinds": "a root is taken of an enclosure, and is one",
    "root of another": (
        "the root is taken of {0}, and {1} is about {2}; enclose the square that it derives"
    ),
    "root of several indices": "a root is taken of a product over one index",
    "root sign": "{0} > 0 is not proved, so the root has no known sign",
    "rounded": (
        "whole-number arithmetic: it is off by at most half of ${0:tex}$, the unit of its "
        "last digit"
    ),
    "rounding kinds": "{0} and {1} are not both numbers, the first not 0",
    "said": "{0}",
    "same slope": "the exponents have the same derivative in ${0:tex}$",
    "same terms": "the two are the same, term by term",
    "second derivative": "the second derivative ${0:tex}$ is positive",
    "second holds": "at {0} the right one holds, and the left one does not",
    "sign left": "what is left has the sign, factor by factor",
    "sign of gap": (
        "{0} {1} {2}: the sign of the gap is not proved; write the gap in a form that shows "
        "its sign: gap=…"
    ),
    "squares agree": "both of one sign, with the same squares",
    "squeezed kinds": "of so long a sum or product only what it comes to is decided",
    "stated no interval": "{0} is stated, so {1} may not run over an interval",
    "stated no room": "{0} is stated, so {1} cannot move a little",
    "step assumes": (
        "the step assumes {0}, and the domain does not imply it; state it in where=… of the "
        "derivation"
    ),
    "step not proved": "{0} is not proved: {1}",
    "step outside claim": "the step uses the claim at {0}, where {1} need not hold",
    "steps not whole": (
        "{0} is not known to be a whole number of steps; state it: where=Domain(whole=({0},))"
    ),
    "strictly bent": "strictly {0} in ${1:tex}$, and the slope is 0 there",
    "sum runs back": "{0} may run backwards: {1} ≥ {2} − 1 is needed; add it to where=Domain((…,))",
    "tangent of the exponential": r"$e^u \ge 1 + u$ at $u = {0:tex}$",
    "term by term": "${0:tex}$ term by term",
    "terms below the maximum": (
        r"n terms, each at most the exponential of the maximum: ${0:tex} \le {1:tex}$"
    ),
    "terms depend": "the terms of {0} depend on {1}",
    "terms not opened": "{0} could not be opened into terms that are the same as it",
    "terms of": "the terms of ${0:tex}$",
    "times": "its sides differ by {0} times what those of the other do, and that is never 0",
    "too many signs": "more than {0} signs to tell apart",
    "too many to rewrite": "more than {0} objects to rewrite",
    "total depends": "the total depends on {0}, which is summed over",
    "triangle inequality": "the triangle inequality",
    "two counters": "the recursion counts {0}, the induction {1}",
    "terms cancel": "the terms of {0} cancel to {1}, against which the error is not small",
    "two kinds": "{0} and {1} are not of one kind",
    "mean moves": (
        "a step is written for a variable with mean {0}, and the closed form has the mean {1}; "
        "give a pair of letters for the mean and the variance before"
    ),
    "two starts": "the recursion begins at {0}, the induction at {1}",
    "unlike declared": "{0} is not proved, and {1} is declared so",
    "unlike in recursion": (
        "{0} is not proved, and {1}, which stands for it in the recursion, is declared so"
    ),
    "vanishing antidifference": "${0:tex}$ has the differences ${1:tex}$ and tends to 0",
    "vanishing inside": "{0} in a regime where part of it vanishes",
    "variable of its own law": "the density of {0} changes with {1} in the variable, too",
    "variance below zero": (
        "the variance {0} of {1} is not proved ≥ 0; add {0} ≥ 0 to where=Domain((…,))"
    ),
    "variance enclosed": "an exponent has one variance, and no enclosure of it",
    "variance not positive": "the variance {0} is not proved positive",
    "variance sign": "a variance is at least 0, and {0} ≥ 0 is not proved",
}
