"""Every page in Chromium on a phone, in dark."""

from __future__ import annotations

import pytest

from tests.site.every_page import EveryPage
from tests.site.visit import PHONE

pytestmark = pytest.mark.browser

LOOK = PHONE


class TestOnAPhone(EveryPage):
    """What holds of every page."""
