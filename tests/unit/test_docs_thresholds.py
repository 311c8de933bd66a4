"""docs/thresholds.md says what docs/calibration.json holds, and that holds the goals and mistakes of today."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from autograder.course import load_course
from autograder.grading.training import Goals
from autograder.mistakes.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "thresholds.md").read_text()
MEASURED = json.loads((ROOT / "docs" / "calibration.json").read_text())
CHAPTERS = {chapter.slug: chapter for chapter in load_course(ROOT).chapters}
WRONG = {
    "no step is taken": "no_update",
    "along the gradient": "update_sign",
    "learns from the test data": "uses_test_for_training",
    "x and t of different rows": "mismatched_rows",
    "first weights set to 0": "weights_initialised_zero",
    "learning rate divided by the batch size": "lr_scaled",
    "always the first rows": "always_first_rows",
    "one batch for all iterations": "same_batch_each_iteration",
}


def rows(first_cell):
    """The rows of the table whose head begins so, as lists of cells."""
    table = re.search(rf"^\| {first_cell} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]


@pytest.mark.parametrize("key", sorted(MEASURED))
def test_what_was_measured_has_the_goals_and_mistakes_of_today(key):
    slug, exercise, data = key.split("/")
    found = msgspec.toml.decode((CHAPTERS[slug].suites_dir / "thresholds.toml").read_bytes())
    goals = msgspec.convert(found[exercise][data], Goals)
    assert tuple(MEASURED[key]["reference"]["goals"]) == goals.steps
    assert MEASURED[key]["reference"]["seeds"] >= 20
    assert MEASURED[key]["reference"]["failures_expected"] < 1e-5
    mistakes = load_catalogue(CHAPTERS[slug].mistakes_path).mistakes
    assert set(MEASURED[key]["mistakes"]) == {entry.id for entry in mistakes if entry.exercise == exercise}


def test_no_mistake_runs_out_of_time():
    """Right but slow trainings lose the points of other tests, not those of the training."""
    endings = {
        f"{key}/{name}": found.get("ends_in")
        for key, entry in MEASURED.items()
        for name, found in entry["mistakes"].items()
    }
    assert [name for name, ending in endings.items() if ending == "OverLimit"] == []


def test_the_table_of_right_trainings():
    found = {}
    for training, data, goals, mean, deviation, lowest, places, fails in rows("training"):
        exercise = training.split("`")[1]
        found[exercise, data] = (goals, mean, deviation, lowest, places, float(fails))
    wanted = {}
    for key, entry in MEASURED.items():
        _, exercise, data = key.split("/")
        reference = entry["reference"]
        numbers = tuple(f"{reference[name]:.4f}" for name in ("mean", "deviation", "lowest"))
        first, last = reference["iterations_to_last_goal"]
        goals = ", ".join(f"{goal:.2f}" for goal in reference["goals"])
        wanted[exercise, data] = (goals, *numbers, f"{first} to {last}", float(f"{reference['failures_expected']:.0e}"))
    assert found == wanted


def test_the_table_of_wrong_trainings():
    found = {words: (float(mnist), float(digits)) for words, mnist, digits, _ in rows("mistake")}
    both = [MEASURED[f"ch05_backpropagation/train_backprop/{data}"]["mistakes"] for data in ("mnist", "digits")]
    assert found.keys() == WRONG.keys()
    for words, name in WRONG.items():
        assert found[words] == pytest.approx([of[name]["best"] for of in both], abs=0.00051), words
