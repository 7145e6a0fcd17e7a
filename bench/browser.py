"""What a reader waits for: Lighthouse's scores of the built site, bytes sent, layout shift."""

from __future__ import annotations

from collections.abc import Iterator

from bench import lighthouse
from bench.engine import Row
from tests.site import built
from tests.site.server import serving

PAGES = ("diffusion/e/", "diffusion/h/", "dpo/g/", "notebooks/samplers/")
PHONE, DESKTOP, FIRST_VIEW = 85, 95, 150_000


def measure() -> Iterator[Row]:
    """The heaviest pages on Lighthouse's phone and desktop."""
    with serving(built.SITE) as site:
        for page in PAGES:
            phone = lighthouse.run(site.address + page, desktop=False)
            desktop = lighthouse.run(site.address + page, desktop=True)
            yield Row(
                f"Lighthouse performance of {page}, phone and desktop",
                f"{phone.score:.0f} and {desktop.score:.0f} (phone: drawn in {phone.drawn:.1f} s)",
                f"≥ {PHONE} and ≥ {DESKTOP}",
                phone.score >= PHONE and desktop.score >= DESKTOP,
            )
            yield Row(
                f"first view of {page}: bytes sent, layout shift",
                f"{phone.sent / 1000:.0f} kB, {max(phone.shift, desktop.shift):.3f}",
                "≤ 150 kB, 0",
                phone.sent <= FIRST_VIEW and round(max(phone.shift, desktop.shift), 3) == 0,
            )
