from __future__ import annotations

import base64
import zlib
from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from grader.notebook import images
from grader.notebook.allowance import Allowance
from grader.notebook.images import checked_image


def picture(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (3, 2), "red").save(file, kind)
    return file.getvalue()


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(("mime", "kind"), [("image/png", "PNG"), ("image/jpeg", "JPEG")])
def test_a_picture_passes_and_line_breaks_in_its_text_do_not(mime: str, kind: str):
    encoded = text(picture(kind))
    assert checked_image(mime, encoded, Allowance()) == encoded
    assert checked_image(mime, encoded[:20] + "\n" + encoded[20:] + "\n", Allowance()) == encoded


@pytest.mark.parametrize(
    ("mime", "encoded"),
    [
        ("image/png", text(picture("JPEG"))),
        ("image/png", text(picture("PNG")[:-30])),
        ("image/png", text(b"<script>alert(1)</script>")),
        ("image/png", "no base64 at all!"),
        ("image/png", 'iVBOR" onerror="alert(1)'),
        ("image/png", "ü"),
        ("image/svg+xml", text(b"<svg/>")),
        ("image/gif", text(picture("GIF"))),
    ],
)
def test_anything_else_does_not(mime: str, encoded: str):
    assert checked_image(mime, encoded, Allowance()) is None


@pytest.mark.parametrize("limit", [20, len(picture("PNG")) - 1])
def test_a_picture_of_too_many_bytes_does_not_pass(limit: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(images, "LARGEST", limit)
    assert checked_image("image/png", text(picture("PNG")), Allowance()) is None


def test_a_page_has_so_many_pixels_and_a_picture_that_it_has_seen_counts_again():
    allowance = Allowance(pixels=2 * 3 * 2 + 5)
    encoded = text(picture("PNG"))
    shown = [checked_image("image/png", encoded, allowance) for _ in range(3)]
    assert shown == [encoded, encoded, None]


@pytest.mark.parametrize("side", [6_000, 50_000])
def test_a_small_file_that_decodes_to_too_many_pixels_does_not_pass(side: int):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    assert checked_image("image/png", text(bomb), Allowance()) is None
