"""Pictures made small enough to keep: turned upright, without what the camera wrote about place and time."""

from io import BytesIO
from typing import Final

_WHITE: Final = (255, 255, 255)
_MOST_PIXELS: Final = 120_000_000  # what a telephone of today takes; more is no photo


def shrunk(data: bytes, longest: int, quality: int) -> bytes:
    """A JPEG whose longer side is at most `longest` pixels; the same bytes give the same bytes.

    EXIF (position, time, device), comments and colour profiles do not come along. ValueError when it is no
    JPEG or PNG that can be read whole.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError(opened.size)
            opened.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
                layer = upright.convert("RGBA")
                plain = Image.new("RGB", layer.size, _WHITE)
                plain.paste(layer, mask=layer.getchannel("A"))
            else:
                plain = upright.convert("RGB")
            bare = Image.frombytes("RGB", plain.size, plain.tobytes())
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    out = BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
