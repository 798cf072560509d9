"""Pictures: that they are what they say, and small enough to be drawn by whoever opens them."""

from typing import IO

from PIL import Image

from foundation.uploads.refusals import UploadRefused

MOST_PIXELS = 50_000_000
"""A photo of a good phone; a picture of more takes hundreds of megabytes to draw."""
SPOILT = "This picture is damaged or not what its name says. Open it, save it again, and choose the new file."
TOO_MANY = "This picture has too many pixels to open safely. Save it smaller, then choose it again."


def check_png(file: IO[bytes]) -> None:
    """A PNG whose every part has the checksum it should."""
    _check(file, "PNG")


def check_jpeg(file: IO[bytes]) -> None:
    """A JPEG that can be drawn, at the smallest scale its own format offers."""
    _check(file, "JPEG")


def _check(file: IO[bytes], form: str) -> None:
    try:
        with Image.open(file, formats=[form]) as picture:
            width, height = picture.size
            if width * height <= MOST_PIXELS:
                _look(picture, form)
    except Image.DecompressionBombError:
        raise UploadRefused(TOO_MANY) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise UploadRefused(SPOILT) from None
    if width * height > MOST_PIXELS:
        raise UploadRefused(TOO_MANY)


def _look(picture: Image.Image, form: str) -> None:
    """Checksums of a PNG cost no memory; a JPEG has none, so it is drawn as small as it can be."""
    if form == "PNG":
        picture.verify()
    else:
        picture.draft("RGB", (64, 64))
        picture.load()
