"""Is this really a picture? What a page may show of a student's images.

>>> checked_image("image/png", "bm90IGEgcGljdHVyZQ==") is None
True
"""

from __future__ import annotations

import base64
import binascii
import warnings
from functools import lru_cache
from io import BytesIO

from PIL import Image

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
LARGEST = 4 * 2**20
MOST_PIXELS = 25_000_000


def checked_image(mime: str, text: str) -> str | None:
    """The base64 text of a PNG or JPEG that was decoded in full; None if it is anything else."""
    if mime not in FORMATS or len(text) > LARGEST * 3 // 2:
        return None
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) > LARGEST or not _decodes(FORMATS[mime], data):
        return None
    return base64.b64encode(data).decode()


@lru_cache(maxsize=32)  # each entry keeps its picture, of up to 4 MiB
def _decodes(kind: str, data: bytes) -> bool:
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=[kind]) as image:
            warnings.simplefilter("ignore")
            width, height = image.size
            if width * height > MOST_PIXELS:
                return False
            image.load()
    except Exception:  # noqa: BLE001 - a decoder raises anything for bad data, SyntaxError included
        return False
    return True
