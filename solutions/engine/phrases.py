"""The words for each kind of reason: a form in which its values are put.

``{0}`` is a value as text, ``{0:tex}`` as TeX; several values in one place are joined by commas.
"""

FORMS = {
    "abbreviation unlike": "{0} is declared so, and {1} is not proved",
    "adds to one": "${0:tex} = 1$",
    "adds up to": "what {0} adds up to",
    "against zero": "no error is negligible against 0; say what tends to 0, as a limit",
    "another limit": "the limit {0} is claimed, and it is {1}",
    "another rounding": "to {0} significant digits it is {1:tex}, not {2:tex}",
    "base": "base ${0:tex} = {1:tex}$",
    "begins with the term": "{0} begins with the term",
    "below base": "{0} may be below {1}, where the base does not reach",
    "both zero": "both are 0",
    "bound by integral": "{0} is bound by the sum or the integral, and a letter outside",
    "bound in closed form": "{0} is bound by the recursion, and stands in the closed form",
    "bound no room": "{0} may leave {1} no room; state it strictly",
    "bound not linear": "{0} is no bound on {1} that is linear in it",
    "bounds no room": "{0:and} may leave {1} no room; state one of them strictly",
    "by induction": "; a closed form of what is added up to {0} is proved .by_induction(…, on={0})",
    "chart variable on the line": (
        "{0} is a variable of the chart of {1}, and a letter of the line; give one of them a "
        "name of its own"
    ),
    "claimed": "{0} is claimed",
    "claimed different": "≠ {0} is claimed, and the two are equal everywhere",
    "counter is value": "{0} counts, and is the value before as well",
    "counter no integer": "{0}, which the recursion counts, is not declared an integer",
    "curvature sign": "{0} {1} 0 is not proved",
    "denominator sign": "the sign of {0} in a denominator is not known",
    "denominator signs": "the leading terms of a denominator have both signs",
    "difference vanishes": "the difference tends to 0 as ${0}$",
    "digits": "a number is rounded to 1, 2, 3 … digits, not to {0}",
    "domain empty": "no admissible sample point was found: is the domain empty?",
    "domain enlarged": (
        "the domain is enlarged: {0} held on the line before; narrow the step's domain or "
        "prove the earlier lines on the larger one"
    ),
    "enclosure claimed": "an enclosure cannot be the claimed value",
    "enclosure no number": "an enclosure is not a number; it can only tend to one",
    "end off by": r"\text{{{0} off by }} {1:tex}",
    "ends in differences": "{0} ends in differences",
    "equal": "the two are equal",
    "equality only for": r"\text{{equality only for }} {0:tex} = {1:tex}",
    "error": r"\text{{error }} {0:tex}",
    "error not negligible": "whether the error is negligible against {0}",
    "every law": "for every ${0:tex}$ with ${1:tex} = 1$",
    "exponent kinds": "the exponent is a number, and what follows from it a law",
    "factors not whole": (
        "{0} is not known to be a whole number of factors; state it: where=Domain(whole=({0},))"
    ),
    "factors positive": "the factors of {0} are not proved to be positive",
    "first value depends": "the first value of the recursion depends on {0}",
    "function elsewhere": (
        "{0} is one value of a function that stands elsewhere too; only all of its values "
        "can be replaced together"
    ),
    "gap shown": "the gap ${0:tex}$ has this sign, factor by factor",
    "gradient kinds": "only a number has a derivative here, and it is a number",
    "index conditions": "{0} must be a positive integer, free of other conditions",
    "index outside": "{0} is the index of the product, and a letter outside",
    "induction step": "step from ${0:tex}$ to ${0:tex} + 1$",
    "integer no interval": "{0} is declared an integer, and does not run over an interval",
    "law depends": "{0} runs over the whole line, and its law does not depend on it",
    "law restricted": "{0} runs over all laws, and the domain speaks of it: {1}",
    "leading difference": "to leading order it is ${0:tex}$",
    "leading error": "the error to leading order is ${0:tex}$",
    "lemma broken": "a line does not begin where the one before ends",
    "lemma changes": "a line changes what the lemma is about",
    "lemma narrower": "it was proved for {0} only",
    "lemma no number": "a line is not about a number",
    "lemma relation": "a line is neither = nor {0}",
    "limit moves": "a limit cannot contain {0}, which moves on the way to it",
    "limit not decided": "whether {0} tends to 0",
    "limit not whole": (
        "a sum goes over whole numbers, and {0} is not known to be one; state it: "
        "where=Domain(whole=({0},))"
    ),
    "line restricted": "{0} must run over the whole line, and the domain speaks of it: {1}",
    "line signed": "{0} must run over the whole line, and has a declared sign",
    "logarithm limit": "of a logarithm only the limit is decided",
    "logarithm of sign": "ln {0} has no value unless {0} > 0",
    "next term": r"\text{{next term }} {0:tex}",
    "no enclosure at end": "{0} does not end in an enclosure",
    "no integer": "{0} is not declared an integer",
    "no law": (
        "Σ {0} = 1 over {1} = 1 … {2} is needed and not assumed; add it: "
        "where=Domain(unit_sums=(…,))"
    ),
    "no letter to replace": "{0} is not a letter, and only a letter is replaced by a value",
    "no root of": "{0} is no root of what {1} is about",
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
    "nothing compared": "nothing was compared",
    "objective": "objective = ${0:tex}$ {1} divergence",
    "optimum depends": "the best value or the optimum depends on {0}",
    "optimum kinds": "only a number has a least value here, at a number",
    "order claimed": "{0} {1} {2} is claimed",
    "outputs not whole": "{0} is not known to be a whole number of outputs",
    "place depends": "the place of the optimum depends on {0} itself",
    "place not admitted": "{0} is not proved at the optimum",
    "positive": "${0:tex}$ is positive",
    "product backwards": "{0} ≥ 0 is not proved: the product may run backwards",
    "product kinds": "a product is a number, and lies in an enclosure",
    "product limit not whole": "{0}, a limit of the product, is not known to be whole",
    "product runs back": "{0} ≤ {1} + 1 is not proved: the product may run back",
    "proof about other": "{0} is not about {1}",
    "proof terms": "the terms of {0} are not those of {1}",
    "proofs apart": "{0} does not begin where {1} ends",
    "raised": "{0}: {1}",
    "recursion letter in domain": "{0} is bound by the recursion, and the domain speaks of it",
    "recursion without start": (
        "the recursion does not say for which {0} its first value stands; state it: "
        "Recursion(…, start=…)"
    ),
    "Riemann kinds": "a Riemann sum is a number, and lies in an enclosure",
    "root indices": "the root and the square are products over different indices",
    "root kinds": "a root is taken of an enclosure, and is one",
    "root of no number": "{0} is no number, of which a root could be taken",
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
    "sign of gap": (
        "{0} {1} {2}: the sign of the gap is not proved; write the gap in a form that shows "
        "its sign: gap=…"
    ),
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
    "terms depend": "the terms of {0} depend on {1}",
    "total depends": "the total depends on {0}, which is summed over",
    "two counters": "the recursion counts {0}, the induction {1}",
    "two kinds": "{0} and {1} are not of one kind",
    "two starts": "the recursion begins at {0}, the induction at {1}",
    "unlike declared": "{0} is not proved, and {1} is declared so",
    "unlike in recursion": (
        "{0} is not proved, and {1}, which stands for it in the recursion, is declared so"
    ),
    "vanishing inside": "{0} in a regime where part of it vanishes",
    "variance enclosed": "an exponent has one variance, and no enclosure of it",
    "variance not positive": "the variance {0} is not proved positive",
    "variance sign": "a variance is at least 0, and {0} ≥ 0 is not proved",
}
