"""Turn bytes into text: size, binary signatures, byte order marks, declared and guessed encodings.

Newlines stay as they lie (`\\r\\n` is two characters): offsets point into the text as decoded. Only a byte order mark
at the very start is left out, since it is a mark of the encoding and no character of the text.
"""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from dragoman.model import Problem
from dragoman.problems import IntakeError

LIMIT = 20_000_000  # bytes
ALLOWED = "Allowed are plain text (.txt), Markdown (.md) and HTML (.html)"
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or a Word, Excel, OpenDocument or EPUB file)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%!PS-Adobe", "a PostScript file"),
    (b"WARC/1.", "a web archive (WARC)"),
    (b"ID3\x03", "a sound file"),
    (b"OggS", "a sound file"),
)
BOMS: tuple[tuple[bytes, str], ...] = (  # the longer first: the UTF-32 mark begins like the UTF-16 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What charset-normalizer may guess: what news files are written in. Left free, it reads short English texts as cp437.
CANDIDATES = ["cp1252", "mac_roman", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1256", "gb18030", "shift_jis"]
TEXT_CHARSET = re.compile(
    r"utf-8|iso8859-\d+|cp125\d|cp874|cp932|koi8-[ru]|mac-\w+|gb2312|gbk|gb18030|big5\w*|shift_jis|euc_\w+|iso2022\w+"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([\w.-]{2,40})""", re.I
)


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a file; one larger than `limit` bytes is refused without being read whole.

    Raises IntakeError when the file is missing, unreadable, a directory or too large.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IntakeError(f"{path}: a directory, not a file; name a report or hand the directory to `documents`.")
        if stat.S_ISREG(found.st_mode) and found.st_size > limit:
            raise too_large(str(path), found.st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise IntakeError(f"{path}: there is no such file. Check the spelling and the folder.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise IntakeError(f"{str(path)!r} cannot be read: {reason}.") from error
    if len(data) > limit:
        raise too_large(str(path), None, limit)
    return data


def too_large(name: str, size: int | None, limit: int) -> IntakeError:
    """Return the error for a file over the limit."""
    is_ = f"{size / 1e6:,.1f} MB" if size else f"more than {limit / 1e6:g} MB"
    return IntakeError(f"{name}: {is_}; at most {limit / 1e6:g} MB are read. Split it or keep the report alone.")


def decode(data: bytes, name: str, declared: str | None = None, limit: int = LIMIT) -> tuple[str, tuple[Problem, ...]]:
    """Return the text in the bytes, and the problem `encoding-guessed` where nothing said the encoding.

    Tried in this order: byte order mark, UTF-8, `declared`, damaged UTF-8, a guess. Raises IntakeError when the bytes
    are too many, binary, or hold no words.
    """
    if len(data) > limit:
        raise too_large(name, len(data), limit)
    refuse_binary(data, name)
    encoding, guessed = encoding_of(data, declared)
    mark = next((mark for mark, of in BOMS if of == encoding and data.startswith(mark)), b"")
    text = data[len(mark) :].decode(encoding, "replace")
    refuse_wordless(text, name)
    if not guessed:
        return text, ()
    message = f"nothing says the encoding; read as {encoding}. Accents and quotation marks may be wrong."
    return text, (Problem(code="encoding-guessed", message=message),)


def refuse_binary(data: bytes, name: str) -> None:
    """Raise IntakeError when the bytes begin like a known format that is no text."""
    start = data[:1024].lstrip()
    for signature, what in SIGNATURES:
        if data.startswith(signature) or (signature[:1] in b"%{" and start.startswith(signature)):
            raise IntakeError(f"{name}: looks like {what}, not like text. {ALLOWED}; convert it first.")


def refuse_wordless(text: str, name: str) -> None:
    """Raise IntakeError when the text is empty, has no letter or digit, or is mostly control characters."""
    if not text.strip("\ufeff\u200b\xa0 \t\r\n"):
        raise IntakeError(f"{name}: empty; there is nothing to read.")
    if "\0" in text:
        raise IntakeError(f"{name}: holds NUL bytes, so it looks like a binary file. {ALLOWED}.")
    sample = text[:100_000]
    damage = len(CONTROL.findall(sample)) + sample.count("\ufffd")
    if damage * 10 > len(sample):
        raise IntakeError(
            f"{name}: one character in ten or more is no text, so it looks like a binary file. {ALLOWED}."
        )
    if not any(char.isalnum() for char in text):
        raise IntakeError(f"{name}: holds no letter or digit; there is nothing to read.")


def encoding_of(data: bytes, declared: str | None) -> tuple[str, bool]:
    """Return the encoding of the bytes, and whether it was guessed."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding, False
    if (wide := without_mark(data)) is not None:
        return wide, True
    if fits(data, "utf-8"):
        return "utf-8", False
    if (known := canonical(declared)) is not None and fits(data, known):
        return known, False
    if mostly_utf8(data):
        return "utf-8", False
    return guess(data), True


def without_mark(data: bytes) -> str | None:
    """Return UTF-16 of either order when every other byte of an unmarked file is mostly NUL, as Latin script has it."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
    if low > 0.7 * half and high < 0.05 * half:
        return "utf-16-be"
    return None


def fits(data: bytes, encoding: str) -> bool:
    """Tell whether the bytes are valid in the encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def canonical(label: str | None) -> str | None:
    """Return Python's name for a declared charset, or None for an unknown one and one that is no charset of texts.

    `iso-8859-1` and `ascii` mean Windows-1252 on the web, as every browser reads them.
    """
    try:
        found = codecs.lookup(label or "none").name
    except (LookupError, ValueError):
        return None
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return found if TEXT_CHARSET.fullmatch(found) else None


def mostly_utf8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8 with some damage: cut off in a character, or a few wrong bytes among many."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(char > "\x7f" for char in text) - wrong
    cut_off = wrong == 1 and text.endswith("\ufffd") and data[-1] >= 0x80 and data[-3:] > b"\xe2"
    return right > wrong or (cut_off and right > 0)


def guess(data: bytes) -> str:
    """Return a likely encoding: Windows-1252 for text that is nearly all ASCII, else what charset-normalizer says."""
    sample = data[:200_000]
    if fits(data, "cp1252") and sum(byte > 0x7F for byte in sample) * 20 < len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # 60 ms: only for files that need it

    best = from_bytes(sample, cp_isolation=CANDIDATES).best()
    return best.encoding if best is not None else "cp1252"


def declared_in(page: bytes) -> str | None:
    """Return the charset that the head of an HTML page declares."""
    match = CHARSET.search(page[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def faults(text: str) -> tuple[Problem, ...]:
    """Return the problems `replaced-characters` and `control-characters` of a text, each with its first place."""
    replaced = [index for index, char in enumerate(text) if char == "\ufffd"] if "\ufffd" in text else []
    control = [match.start() for match in CONTROL.finditer(text)]
    found = (
        ("replaced-characters", "could not be decoded and stand as U+FFFD", replaced),
        ("control-characters", "are control characters", control),
    )
    return tuple(
        Problem(code=code, message=f"{len(at)} character(s) {what}, first at {at[0]}", span=(at[0], at[0] + 1))
        for code, what, at in found
        if at
    )
