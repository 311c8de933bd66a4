import pytest

from autograder.grading.result import Curve
from autograder.reports.curves import drawing


def curve(**fields):
    known = {
        "name": "the network", "every": 10, "losses": (2.3, 1.2, 0.6), "iterations": (0, 15, 30),
        "train_accuracy": (0.1, 0.7, 0.92), "test_accuracy": (0.1, 0.68, 0.9), "goals": (0.85,),
    }  # fmt: skip
    return Curve(**(known | fields))


def test_loss_and_accuracy_are_drawn_with_their_goals():
    loss, accuracy = drawing(curve()).panels
    assert [kind for _, kind, _ in accuracy.lines] == ["train", "test"]
    assert [goal.text for goal in accuracy.goals] == ["0.85"]
    assert "ends at 0.6 after 30 iterations" in loss.words
    assert "0.92 on the training data and 0.9 on the test data" in accuracy.words
    assert "from 0.85 on" in accuracy.words


def test_more_is_higher_and_later_is_further_right():
    points = [tuple(map(float, pair.split(","))) for pair in drawing(curve()).panels[1].lines[0][2].split()]
    xs, ys = zip(*points, strict=True)
    assert xs == tuple(sorted(xs))
    assert ys == tuple(sorted(ys, reverse=True))


def test_what_explodes_stays_in_the_picture():
    loss, _ = drawing(curve(losses=(2.3, 1e9, float("nan"), float("inf")))).panels
    heights = [float(pair.split(",")[1]) for pair in loss.lines[0][2].split()]
    assert min(heights) >= 0
    assert "not finite" in loss.words


@pytest.mark.parametrize("losses", [(), (float("nan"),), (0.0,)])
def test_nothing_to_draw_is_no_error(losses):
    found = drawing(curve(losses=losses, iterations=(), train_accuracy=(), test_accuracy=(), goals=()))
    assert len(found.panels) == (losses == (0.0,))
