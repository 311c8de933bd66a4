"""Loads and draws once, before any fork, what every notebook of the course uses."""

import io
import random
import types
import warnings
from pathlib import Path
from typing import Any

from autograder.sandbox.cells import FIGURE_DPI, CellRunner

_MINUTE_S = 60
_OUTPUT_BYTES = 1 << 20
_WARM_CELLS = (
    """\
import numpy as np, matplotlib.pyplot as plt
plt.plot(np.arange(3.0), label='$x$')
plt.legend(); plt.title('t'); plt.show()""",
    "plt.close('all'); 1 + 1",
)


def warm_up(*, figures: bool) -> CellRunner:
    """Load everything that a notebook of this course uses and draw once, so that no fork pays for it."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt
    import numpy as np
    import numpy.random

    _keep_fonts_in_memory()
    runner = CellRunner(figures=figures)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the libraries' own deprecations are nobody's business here
        runner.shell.enable_matplotlib("inline")
        # It would draw every open figure at the end of a cell, just before the inline backend draws it for the output.
        plt.uninstall_repl_displayhook()
    plt.rcParams["figure.dpi"] = FIGURE_DPI
    plt.rcParams["axes.titley"] = 1.0  # else all ticks are laid out a second time, to see whether they touch the title
    for source in _WARM_CELLS:
        runner.run(source, "<warm up>", _MINUTE_S, _OUTPUT_BYTES)
    for name in ("np", "plt", "_", "__", "___"):
        runner.namespace.pop(name, None)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002  # the generator that the course's notebooks use; forks inherit its state
    return runner


def _keep_fonts_in_memory() -> None:
    """Let matplotlib read fonts from memory: a sandbox closes all files, and drawing reads the font again and again."""
    from matplotlib import font_manager, ft2font

    def from_memory(path: str, *args: Any, **kwargs: Any) -> ft2font.FT2Font:
        return ft2font.FT2Font(io.BytesIO(Path(path).read_bytes()), *args, **kwargs)

    parts = {**vars(ft2font), "FT2Font": from_memory}
    vars(font_manager)["ft2font"] = types.SimpleNamespace(**parts)
