"""The figures of the class report: drawn by matplotlib as SVG, made to stand in a page.

matplotlib writes colours, fonts and ids into the drawing. A page that is read in the light, in the dark and on
paper, and whose policy forbids styles of single elements, needs classes in their place: `svg` puts them there.
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from autograder.reports.svg import INK, PAINTS, restyled
from autograder.reports.text import one_line
from autograder.reports.verdicts import ORDER, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from autograder.reports.items import ExerciseNumbers

_WIDTH, _LABEL = 8.5, 44
# Verdicts that share a colour; shades keep their pieces apart.
_SHADES = {"crashed": 0.66, "over-limit": 0.4, "needs-review": 0.4}
# On top of the defaults, whatever a matplotlibrc of this machine says.
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: it can be searched and read aloud, and takes the page's font
    "svg.hashsalt": "autograder",
    "text.parse_math": False,
    "text.usetex": False,
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.size": 0.0,
    "ytick.major.size": 0.0,
}


def histogram(name: str, title: str, x_label: str, labels: Sequence[str], counts: Sequence[int]) -> Markup:
    """Return upright bars: how many students fall under each label.

    Args:
        name: of the drawing, unlike all others of the page.
        title: what it shows, read aloud first.
        x_label: what the labels mean.
        labels: of the bars.
        counts: of students.
    """
    told = ", ".join(f"{label}: {count}" for label, count in zip(labels, counts, strict=True))

    def draw(axes: Any) -> None:
        places = range(len(counts))
        axes.bar(places, counts, width=0.86, color=PAINTS["accent"])
        for place, count in enumerate(counts):
            if count:
                axes.text(place, count, str(count), ha="center", va="bottom")
        axes.set_xticks(places, labels)
        axes.set(xlabel=x_label, yticks=[], ylim=(0, 1.12 * max([*counts, 1])))
        axes.spines["left"].set_visible(False)

    return _drawn(name, title, f"{told}.", 2.1, draw)


def outcomes(name: str, title: str, exercises: Sequence[ExerciseNumbers]) -> Markup:
    """Return a lying bar for each exercise, divided by what became of it.

    Args:
        name: of the drawing, unlike all others of the page.
        title: what it shows, read aloud first.
        exercises: in the order of the chapter.
    """
    labels = [one_line(exercise.title, _LABEL) for exercise in exercises]
    found = [verdict for verdict in ORDER if any(verdict in exercise.verdicts for exercise in exercises)]
    told = "; ".join(f"{label}: {_told(exercise.verdicts)}" for label, exercise in zip(labels, exercises, strict=True))

    def draw(axes: Any) -> None:
        places, left = range(len(exercises)), [0] * len(exercises)
        for verdict in found:
            counts = [exercise.verdicts.get(verdict, 0) for exercise in exercises]
            shown = wording(verdict)
            axes.barh(places, counts, left=left, height=0.7, color=PAINTS[shown.tone], label=shown.title,
                      alpha=_SHADES.get(verdict, 1.0))  # fmt: skip
            left = [start + count for start, count in zip(left, counts, strict=True)]
        axes.set_yticks(places, labels)
        axes.set(xlabel="students", xlim=(0, max([*left, 1])), ylim=(max(len(exercises), 1) - 0.5, -0.5))
        axes.xaxis.get_major_locator().set_params(integer=True)
        if found:
            axes.figure.legend(loc="outside upper center", ncols=4, frameon=False)

    return _drawn(name, title, f"{told}.", 1.1 + 0.26 * len(exercises), draw)


def _told(verdicts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {wording(verdict).title}" for verdict, count in verdicts.items())


def _drawn(name: str, title: str, description: str, height: float, draw: Callable[[Any], None]) -> Markup:
    with _matplotlib() as figure_of:
        figure = figure_of(figsize=(_WIDTH, height), layout="constrained")
        axes = figure.subplots()
        draw(axes)
        figure.patch.set_visible(False)
        axes.patch.set_visible(False)
        for artist in figure.findobj(lambda one: one is not figure.patch):
            artist.set_clip_on(False)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return restyled(out.getvalue(), name, title, description)


@contextmanager
def _matplotlib() -> Iterator[Any]:
    """Load matplotlib, which takes longer than the rest of a report, only when a figure is drawn."""
    from matplotlib.figure import Figure
    from matplotlib.style import context

    with context(["default", _SETTINGS]), warnings.catch_warnings():
        # A title may hold signs that matplotlib's font lacks; the reader's browser has them.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield Figure
