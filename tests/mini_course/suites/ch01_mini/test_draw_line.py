import numpy as np
import pytest

from autograder.grading.api import assert_close, require


@pytest.mark.points(2)
def test_draws_the_line(student, rng):
    """The curve is a line through the origin with the slope that was asked for."""
    hidden_slope = float(rng.uniform(1.5, 3.0))
    figures = student.figures("draw_line", hidden_slope)
    require(len(figures) == 1 and len(figures[0].axes) == 1, "draw_line does not draw one plot.")
    lines = figures[0].axes[0].lines
    require(len(lines) == 1, "draw_line does not draw exactly one line.")
    assert_close(lines[0].y, hidden_slope * np.linspace(-1.0, 1.0, 21), what="the height of the line")
