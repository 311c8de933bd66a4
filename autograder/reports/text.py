"""Hostile text made fit for a page, a terminal and a spreadsheet.

Whoever hands in a notebook chooses its file name, its code and what it prints, and all of that may reach a report.
HTML metacharacters are not handled here: the templates escape them. This module removes what escaping lets through.
"""

import re

# CSI, OSC and the other string sequences first, as a whole: dropping only the escape character leaves "[31m" behind.
# Each part is bounded by its terminator or the end of the text, so nothing here can backtrack far.
_ESCAPE_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Control characters except newline and tab; soft hyphen, zero-width and invisible signs; bidirectional overrides and
# isolates; interlinear and tag characters; halves of surrogate pairs, which no file could hold. The joiners U+200C
# and U+200D stay: Persian and Hindi names are spelt with them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_CHAPTER_SLUG = re.compile(r"ch([0-9]{2})_([a-z0-9_]+)")
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Full-width forms count: spreadsheets fold them to the ASCII sign.
_FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def clean(text: str, limit: int = 2000) -> str:
    """Return the text without anything invisible, of at most `limit` characters; line breaks and tabs stay."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text  # nearly all there is, and a page holds many hundred texts
    # Cut generously before the work and exactly after it: an escape sequence must not be cut into visible halves.
    text = _ESCAPE_SEQUENCES.sub("", text[: 4 * limit])
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def one_line(text: str, limit: int = 200) -> str:
    """Return the cleaned text on a single line, fit for a terminal or a table cell."""
    return clean(" ".join(clean(text, 4 * limit).split()), limit)


def csv_cell(text: str) -> str:
    """Return the text for a CSV file; a spreadsheet shows it and never computes it."""
    line = one_line(text)
    return "'" + line if line.startswith(_FORMULA_SIGNS) else line


def number(value: float) -> str:
    """Write points as people do: 2, 2.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points(value: float) -> str:
    """Write points with their unit."""
    return f"{number(value)} point" if value == 1 else f"{number(value)} points"


def assignment_title(slug: str) -> str:
    """Turn `ch03_neural_networks` into `Chapter 3: neural networks`; any other name into its words."""
    chapter = _CHAPTER_SLUG.fullmatch(slug)
    return f"Chapter {int(chapter[1])}: {words(chapter[2])}" if chapter else words(one_line(slug))


def words(identifier: str) -> str:
    """Turn an id such as `no_max_subtraction` into words."""
    return identifier.replace("_", " ").strip()
