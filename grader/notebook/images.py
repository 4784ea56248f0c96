"""Is this really a picture? What a page may show of a student's images.

>>> checked_image("image/png", "bm90IGEgcGljdHVyZQ==", Allowance()) is None
True
"""

from __future__ import annotations

import base64
import binascii
import warnings
from functools import lru_cache
from io import BytesIO

from PIL import Image

from grader.notebook.allowance import Allowance

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
LARGEST = 4 * 2**20
MOST_PIXELS = 25_000_000


def checked_image(mime: str, text: str, allowance: Allowance) -> str | None:
    """The base64 text of a PNG or JPEG that was decoded in full; None if it is anything else.

    Args:
        mime: the type that it is said to have.
        text: base64, untrusted.
        allowance: of the page on which it is shown; None, too, if that is used up.
    """
    if mime not in FORMATS or len(text) > LARGEST * 3 // 2:
        return None
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) > LARGEST:
        return None
    kind, pixels = FORMATS[mime], _pixels(FORMATS[mime], data)
    fits = 0 < pixels <= MOST_PIXELS and allowance.draw(pixels)
    return base64.b64encode(data).decode() if fits and _decodes(kind, data) else None


def _pixels(kind: str, data: bytes) -> int:
    """How many pixels the picture says that it has; 0 if it is none."""
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=[kind]) as image:
            warnings.simplefilter("ignore")
            width, height = image.size
    except Exception:  # noqa: BLE001 - as in `_decodes`
        return 0
    return width * height


@lru_cache(maxsize=32)  # each entry keeps its picture, of up to 4 MiB
def _decodes(kind: str, data: bytes) -> bool:
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=[kind]) as image:
            warnings.simplefilter("ignore")
            image.load()
    except Exception:  # noqa: BLE001 - a decoder raises anything for bad data, SyntaxError included
        return False
    return True
