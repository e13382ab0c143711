"""ASiCManifest001.xml (EN 319 162-1): the SHA-256 of every file in the package. These bytes are signed."""

import base64
import binascii
from collections.abc import Mapping
from typing import Final

from lxml import etree

from desktop.exchange.names import GOI, SIGNATURE, mime_type
from desktop.exchange.verdict import ReasonCode, Refused

_ASIC: Final = "http://uri.etsi.org/02918/v1.2.1#"
_DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
_SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
_OPENING: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="{_ASIC}" xmlns:ds="{_DSIG}">
<asic:SigReference URI="{SIGNATURE}" MimeType="application/pkcs7-signature"/>
"""
_OBJECT: Final = """<asic:DataObjectReference URI="{name}" MimeType="{mime}"{root}>
<ds:DigestMethod Algorithm="{method}"/>
<ds:DigestValue>{digest}</ds:DigestValue>
</asic:DataObjectReference>
"""
_CLOSING: Final = "</asic:ASiCManifest>\n"


def write_manifest(digests: Mapping[str, bytes]) -> bytes:
    """The XML for these entries (name → SHA-256), in order; names of the closed set need no escaping."""
    objects = (
        _OBJECT.format(
            name=name,
            mime=mime_type(name),
            root=' Rootfile="true"' if name == GOI else "",
            method=_SHA256,
            digest=base64.b64encode(digest).decode(),
        )
        for name, digest in digests.items()
    )
    return f"{_OPENING}{''.join(objects)}{_CLOSING}".encode()


def read_manifest(data: bytes) -> dict[str, bytes]:
    """Name → SHA-256 of every object; anything `write_manifest` would not have written is refused.

    Declarations, comments and entities are refused before a parser sees them.
    """
    _, _, body = data.partition(b"?>")
    if b"<!" in data or b"<?" in body or b"&" in data:
        raise Refused(ReasonCode.XML_FORBIDDEN)
    if not data.startswith(_OPENING.encode()):  # so the parser reads UTF-8, as the line above did
        raise Refused(ReasonCode.MANIFEST_INVALID)
    digests: dict[str, bytes] = {}
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        for reference in etree.fromstring(data, parser).iter(f"{{{_ASIC}}}DataObjectReference"):
            value = reference.findtext(f"{{{_DSIG}}}DigestValue") or ""
            digests[str(reference.get("URI"))] = base64.b64decode(value, validate=True)
    except (etree.XMLSyntaxError, binascii.Error, ValueError) as error:
        raise Refused(ReasonCode.MANIFEST_INVALID) from error
    if write_manifest(digests) != data:
        raise Refused(ReasonCode.MANIFEST_INVALID)
    return digests
