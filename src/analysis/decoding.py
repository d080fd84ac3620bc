"""Bytes to text: which encoding, and what is no text at all."""

import re
from dataclasses import dataclass

from analysis.errors import InputError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip, .docx or .odt file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x1f\x8b": "a gzip file",
}
_TAG = re.compile(r"</?(?:html|head|body|div|span|script|style|meta|link|p|a|br|li|ul|article|section)\b[^<>]*>", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True)
class Decoded:
    """A text and how it was read: `encoding` is a Python codec name, with ` with BOM` where one was there."""

    text: str
    encoding: str


def decode(data: bytes, name: str = "the text") -> Decoded:
    r"""Read UTF-8, UTF-16 (with and without BOM), UTF-32 with BOM, or cp1252; in that order.

    Characters are kept as they are, line ends too; only a byte-order mark is taken off.

    Raises InputError for an empty file, a binary one, an HTML page and undecodable bytes.

    >>> decode("déjà".encode("cp1252"))
    Decoded(text='déjà', encoding='cp1252')
    >>> decode("\ufeffdéjà".encode("utf-8")).encoding
    'utf-8 with BOM'
    """
    if not data.strip():
        raise InputError(name, "the file is empty", "put the text of the piece into it")
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise InputError(name, f"{what}, not plain text", "save the article as plain text (UTF-8) first")
    decoded = _decode(data, name)
    if not decoded.text.strip():
        raise InputError(name, "the file holds nothing but white space", "put the text of the piece into it")
    if len(_CONTROL.findall(decoded.text[:20_000])) > 2:
        raise InputError(name, "a binary file, not plain text", "save the article as plain text (UTF-8) first")
    if _is_html(decoded.text):
        raise InputError(
            name, "an HTML page where text is expected",
            "extract its text first, for example by copying it from the browser or with trafilatura")
    return decoded


def _decode(data: bytes, name: str) -> Decoded:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark):], codec, name), f"{codec} with BOM")
    if codec := _utf16_without_mark(data):
        return Decoded(_strictly(data, codec, name), codec)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(_strictly(data, "cp1252", name), "cp1252")


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(
            name, f"byte {error.start} is not text in UTF-8, UTF-16 or cp1252", "save the file as UTF-8") from None


def _utf16_without_mark(data: bytes) -> str | None:
    """English in UTF-16 has a NUL in nearly every second byte; no other text has any."""
    head = data[:4096]
    half = len(head) // 2
    if len(data) % 2 or half < 2:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _is_html(text: str) -> bool:
    head = text[:2048].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<?xml")):
        return True
    tags = len(_TAG.findall(text[:20_000]))
    return tags >= 8 and tags > len(text[:20_000]) / 400
