"""matplotlib's SVG made fit for a page: classes for colours, no styles, no ids that could occur twice, read aloud."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markupsafe import Markup

from autograder.reports.text import clean

INK = "#010203"
# Colours that no drawing has by chance, one for each colour of the page's style.
PAINTS = {
    "accent": "#010204", "good": "#010205", "part": "#010206", "bad": "#010207", "quiet": "#010208", "ours": "#010209",
}  # fmt: skip
_CLASSES = {INK: "ink", **{paint: name for name, paint in PAINTS.items()}}
_KEPT = ("stroke-width", "stroke-linecap", "stroke-linejoin", "opacity", "text-anchor", "font-size")
_FONT_SIZE = re.compile(r"([0-9.]+)px")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def restyled(text: str, name: str, title: str, description: str) -> Markup:
    """Return the drawing as an element of a page.

    Args:
        text: as matplotlib wrote it, with the colours of this module.
        name: of the drawing, unlike all others of the page.
        title: read aloud first.
        description: read aloud after it: the numbers in words.
    """
    old = ET.fromstring(text)  # noqa: S314 -- matplotlib wrote it a moment ago
    root = _copied(old)
    root.attrib |= {"class": "plot", "role": "img", "aria-labelledby": f"{name}-title {name}-words"}
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(tag, {"id": f"{name}-{'words' if place else 'title'}"})
        element.text = clean(words, 20_000)
        root.insert(place, element)
    # ElementTree has escaped every text.
    return Markup(ET.tostring(root, encoding="unicode", short_empty_elements=False))  # noqa: S704


def _copied(old: ET.Element) -> ET.Element:
    new = ET.Element(_local(old.tag))
    for key, value in old.attrib.items():
        match _local(key):
            case "style":
                _restyle(new, value)
            case "d" | "x" | "y" | "transform" | "viewBox" as plain:
                new.set(plain, _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", value))
            case "width" | "height" as size if new.tag != "svg" or value:
                new.set(size, value.removesuffix("pt"))
            case _:
                pass  # ids, versions, names of fonts
    new.text = old.text if new.tag == "text" else None
    new.extend(_copied(child) for child in old if _local(child.tag) not in ("metadata", "defs", "style"))
    return new


def _restyle(element: ET.Element, style: str) -> None:
    pairs = [entry.partition(":") for entry in style.split(";") if ":" in entry]
    classes = []
    for key, value in ((key.strip(), value.strip()) for key, _, value in pairs):
        if key in ("fill", "stroke") and value in _CLASSES:
            classes.append(f"{key}-{_CLASSES[value]}")
        elif key in ("fill", "stroke"):
            element.set(key, value)
        elif key == "font" and (size := _FONT_SIZE.search(value)):
            element.set("font-size", size[1])
        elif key in _KEPT:
            element.set(key, value.removesuffix("px"))
    if element.tag == "text" and not any(one.startswith("fill") for one in classes):
        classes.append("fill-ink")
    if classes:
        element.set("class", " ".join(classes))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
