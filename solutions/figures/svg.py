"""matplotlib's SVG made fit to stand inside a page: slim, in its colours, with ids of its own."""

import re
import xml.etree.ElementTree as ET

INK = "#000000"
SERIES = ("#0072b2", "#c45500", "#00795a", "#a03a8c", "#707070")

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
NUMBERS = ("d", "x", "y", "width", "height", "transform", "viewBox")
# The font is the page's; the size stands once, at the root.
CURVE = "curve-"
"""An id that begins so names a curve that a script moves."""

_BELOW = re.compile(r"_\{([^{}]+)\}")
DROPPED = ("font-family", "stroke-linejoin", "stroke-linecap")
DRAWN = ("path", "use", "text", "rect", "circle")


def slim(svg: str, *, name: str, title: str, alt: str) -> str:
    """The figure as an `<svg>` element to be put into HTML.

    Colours of `SERIES` become the variables --figure-1 … with the colour as fallback, black becomes
    currentColor, the ground stays transparent; ids are `<name>-…`. Raises ValueError for a colour
    that does not follow the page.
    """
    root = ET.fromstring(svg)
    _, _, width, height = root.get("viewBox", "0 0 0 0").split()
    _drop_repeated_styles(root)
    inside = "".join(_element(child) for child in root)
    for number, old in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', inside)), start=1):
        inside = re.sub(rf'(?<=["#]){re.escape(old)}(?=[")])', f"{name}-{number}", inside)
    label = f'role="img" aria-labelledby="{name}-title {name}-alt"'
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 {_short(width)} {_short(height)}"'
        f' width="{_short(width)}" height="{_short(height)}" {label}'
        ' font-family="sans-serif" font-size="12" fill="currentColor">'
        f'<title id="{name}-title">{_text(title)}</title>'
        f'<desc id="{name}-alt">{_text(alt)}</desc>{inside}</svg>'
    )


def _drop_repeated_styles(root: ET.Element) -> None:
    """A marker has its style where it is defined; its uses need only what they add, the fill."""
    defined = {element.get("id"): _rules(element) for element in root.iter(f"{{{SVG}}}path")}
    for use in root.iter(f"{{{SVG}}}use"):
        marker = defined.get(use.get(HREF, "").removeprefix("#"), {})
        added = [f"{key}:{value}" for key, value in _rules(use).items() if marker.get(key) != value]
        use.set("style", ";".join(added))


def _element(element: ET.Element) -> str:
    tag = element.tag.removeprefix(f"{{{SVG}}}")
    if tag in ("metadata", "style"):
        return ""
    attributes = _attributes(element, tag)
    inside = "".join(_element(child) for child in element)
    if tag == "g" and (not attributes or not inside):
        return inside
    if tag == "defs" and not inside:
        return ""
    if tag == "path" and attributes.get("style") == "fill:none":
        return ""
    written = "".join(f' {key}="{_text(value)}"' for key, value in attributes.items())
    inside = _lowered(_text((element.text or "").strip())) + inside
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def _lowered(text: str) -> str:
    """`π_{ref}` with what stands in braces small and below the line."""
    first, *others = _BELOW.split(text)
    lowered = others[::2], others[1::2]
    return first + "".join(
        f'<tspan dy="3" font-size="9">{below}</tspan>'
        + (f'<tspan dy="-3">{after}</tspan>' if after else "")
        for below, after in zip(*lowered, strict=True)
    )


def _attributes(element: ET.Element, tag: str) -> dict[str, str]:
    kept = {}
    for key, value in element.attrib.items():
        if key == "id" and tag == "g":
            if value.startswith(CURVE):
                kept["data-curve"] = value.removeprefix(CURVE)
            continue
        if key == "style":
            value = _style(element)
        elif key in NUMBERS:
            value = _numbers(value)
        if key == "transform" and value.startswith("rotate(0 "):
            continue
        if value:
            kept["href" if key == HREF else key] = value
    return kept


def _rules(element: ET.Element) -> dict[str, str]:
    pairs = (rule.partition(":") for rule in element.get("style", "").split(";"))
    return {key.strip(): value.strip() for key, colon, value in pairs if colon}


def _style(element: ET.Element) -> str:
    kept = {}
    for key, value in _rules(element).items():
        if key in DROPPED or (key, value) == ("font-size", "12px"):
            continue
        kept[key] = _colour(value) if key in ("fill", "stroke") else value
    if kept.get("fill") == "currentColor":
        del kept["fill"]
    return ";".join(f"{key}:{value}" for key, value in kept.items())


def _colour(value: str) -> str:
    if value in ("none", "currentColor"):
        return value
    if value == INK:
        return "currentColor"
    if value in SERIES:
        return f"var(--figure-{SERIES.index(value) + 1},{value})"
    raise ValueError(
        f"the colour {value} stays the same in light and dark; "
        "draw with one of solutions.figures.canvas: BLUE, ORANGE, GREEN, PURPLE, GREY, or INK"
    )


def _numbers(value: str) -> str:
    """Numbers to a tenth of a pixel, and no more space than they need."""
    value = re.sub(r"-?\d+(?:\.\d+)?", lambda found: _short(found.group()), value)
    value = re.sub(r"\s+", " ", value).strip()
    value = re.sub(r"(?<=\d) L (?=[-\d])", " ", value)  # after a point, a line is understood
    return re.sub(r" ?([A-Za-z]) ?(?=[-\d]|$)", r"\1", value)


def _short(number: str) -> str:
    rounded = f"{float(number):.1f}".removesuffix(".0")
    return "0" if rounded == "-0" else rounded


def _text(text: str) -> str:
    replaced = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return replaced.replace('"', "&quot;")
