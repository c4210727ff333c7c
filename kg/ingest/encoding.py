"""Bytes to characters: UTF-8, UTF-16 with its mark, and windows-1252 only where a web page declares it."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*(?:windows-1252|iso-8859-1)\b", re.IGNORECASE)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|\?xml)\b", re.I | re.DOTALL)
_HEAD = 4096
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
"""Control characters that no text has."""


def decode(content: bytes) -> str:
    """`content` as text. Raises InputError where it is empty, binary, or in another encoding."""
    if not content.strip(b"\x00 \t\r\n\v\f"):
        raise InputError("empty")
    if content.startswith(UTF16_MARKS):
        return _decode(content, "utf-16")
    if is_binary(content):
        raise InputError("binary, not text")
    if looks_like_html(content) and _DECLARED.search(content[:_HEAD]):
        return content.decode("cp1252", errors="replace")
    return _decode(content, "utf-8-sig")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        wanted = "UTF-8" if encoding == "utf-8-sig" else "UTF-16, which its first bytes promise"
        fault = f"byte {content[error.start]:#04x} at position {error.start}"
        raise InputError(f"not {wanted}: {fault}; save it as UTF-8") from error


def is_binary(content: bytes) -> bool:
    """Whether control characters are more than stray ones."""
    head = content[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" in head or controls > len(head) // 50


def looks_like_html(content: bytes) -> bool:
    """Whether `content` starts as a web page does."""
    return bool(_HTML.match(content.removeprefix(codecs.BOM_UTF8)[:_HEAD]))


def looks_like_json(content: bytes) -> bool:
    """Whether `content` starts as a JSON object does."""
    return content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{"
