"""Makes outputs and texts of a student safe to show in an instructor's browser.

formgrader and the feedback pages render markdown, raw cells and rich outputs without any filter: a script in them would
run with the rights of the instructor who grades.
"""

import base64
import binascii
import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

TEXT_CHARACTERS = 100_000
IMAGE_CHARACTERS = 2_000_000
NOTEBOOK_CHARACTERS = 12_000_000
_TRACEBACK_LINES = 60
_CUT = "\n[… cut: more output was not kept]\n"
_KINDS = {"stream": "stream", "display": "display_data", "result": "execute_result", "error": "error"}

_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\](?=\((?!\s*(?:https?://|#))|:)")
_TEX = re.compile(r"\\(?:href|class|style|cssId|require|csname|data|includegraphics)\b")


def safe_outputs(items: Iterable[Mapping[str, Any]], count: int | None) -> list[dict[str, Any]]:
    """Outputs of one cell as nbformat has them, reduced to plain text and PNG pictures of bounded size.

    Args:
        items: nbformat output dicts, or the sandbox's (kind stream, display, result or error).
        count: the cell's execution count.
    """
    outputs = (_safe_output(item, count) for item in items)
    return [output for output in outputs if output is not None]


def _safe_output(item: Mapping[str, Any], count: int | None) -> dict[str, Any] | None:
    kind = item.get("output_type") or _KINDS.get(str(item.get("kind")))
    if kind == "stream":
        name = "stderr" if item.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": safe_text(item.get("text", ""))}
    if kind == "error":
        return _safe_error(item)
    shown = item.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(shown, Mapping):
        return None
    data = _safe_data(shown)
    extra = {"execution_count": count} if kind == "execute_result" else {}
    return {"output_type": kind, "data": data, "metadata": {}, **extra} if data else None


def _safe_error(item: Mapping[str, Any]) -> dict[str, Any]:
    lines = item.get("traceback")
    lines = lines if isinstance(lines, list | tuple) else ()
    return {
        "output_type": "error",
        "ename": safe_text(item.get("ename", "")),
        "evalue": safe_text(item.get("evalue", "")),
        "traceback": [safe_text(line) for line in lines[:_TRACEBACK_LINES]],
    }


def _safe_data(data: Mapping[str, Any]) -> dict[str, str]:
    safe = {}
    if "text/plain" in data:
        safe["text/plain"] = safe_text(data["text/plain"])
    picture = data.get("image/png")
    if isinstance(picture, bytes):
        picture = base64.b64encode(picture).decode()
    # It ends in an attribute of a page: nothing but base64 may stand in it.
    if isinstance(picture, str) and len(picture) <= IMAGE_CHARACTERS and _is_base64(picture.strip()):
        safe["image/png"] = picture.strip()
    return safe


def _is_base64(text: str) -> bool:
    try:
        return bool(binascii.a2b_base64(text, strict_mode=True))
    except ValueError:
        return False


def size_of(outputs: Iterable[Mapping[str, Any]]) -> int:
    """Roughly how many characters safe outputs take in a file."""
    return sum(
        len(output.get("text", ""))
        + sum(map(len, output.get("data", {}).values()))
        + sum(map(len, output.get("traceback", ())))
        for output in outputs
    )


def safe_text(text: object) -> str:
    """Text without terminal escapes, of bounded length; pages escape it themselves."""
    joined = "".join(map(str, text)) if isinstance(text, list | tuple) else str(text)
    short = joined[:TEXT_CHARACTERS] + (_CUT if len(joined) > TEXT_CHARACTERS else "")
    return _TERMINAL.sub("", short).encode("utf-8", "replace").decode()


def safe_markdown(source: str) -> str:
    """Markdown whose tags, links to anything but the web, and link-making formulas are shown and not obeyed.

    A blank behind `<` keeps the text readable, also in code and formulas, where an escape would be shown as such.
    """
    return _LINK.sub("] ", _TAG.sub("< ", _TEX.sub(r"\\text", source)))


def safe_raw(source: str) -> str:
    """A raw cell goes into pages as it is."""
    return html.escape(source)
