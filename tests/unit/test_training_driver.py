"""What a student's network is asked in a training: of very many pictures it is shown a part."""

import copy

import numpy as np
import pytest

from autograder.grading.local import LocalStudent
from autograder.grading.training import define_driver

ROWS = 1500
NETWORK = """
import copy
import numpy as np

SEEN = []

class Net:
    def __init__(self, inputs, hidden, outputs):
        self.params = {"W1": np.ones((inputs, hidden)), "b1": np.zeros(hidden)}
        self.params.update({"W2": np.ones((hidden, outputs)), "b2": np.zeros(outputs)})

    def loss(self, x, t):
        assert np.array_equal(x[:, 0], t), "a part of x came with labels of another"
        SEEN.append(("loss", x[:, 0].copy()))
        return 0.5 * self.params["W1"][0, 0]

    def gradient(self, x, t):
        self.loss(x, t)
        SEEN.append(("gradient", x[:, 0].copy()))
        return {}

    def accuracy(self, x, t, percent=False):
        SEEN.append(("accuracy", x[:, 0].copy()))
        return 0.5
"""
SETTINGS = {
    "network": "Net", "train": "train", "one_hot": False, "tests_too": False, "batch": 5, "lr": 0.1, "seed": 3,
    "sizes": (2, 3, 2), "small": False, "numerical": False,
}  # fmt: skip


@pytest.fixture
def seen(tmp_path, monkeypatch):
    """Returns what the network was shown, name and numbers of the rows, while these lines trained."""
    numbers = np.arange(ROWS)
    for name in ("x_train", "x_test"):
        np.save(tmp_path / f"{name}.npy", np.column_stack([numbers, numbers]).astype(float))
    for name in ("t_train", "t_test"):
        np.save(tmp_path / f"{name}.npy", numbers)
    monkeypatch.setenv("TRAINING_DIR", str(tmp_path))

    def trained(lines, iterations=3):
        head = "def train(network, x, t, iterations, batch_size, lr, rng):\n    losses = []\n"
        body = "".join(f"        {line}\n" for line in lines)
        names = {}
        exec(f"{NETWORK}\n{head}    for _ in range(iterations):\n{body}    return losses\n", names)
        student = LocalStudent(names, cpu_limit_s=5)
        define_driver(student)
        student.training_begin(copy.deepcopy(SETTINGS))
        answer = student.training_go(iterations)
        assert answer["losses"].tolist() == [0.5] * iterations
        return names["SEEN"]

    return trained


NOTE = "losses.append(network.loss(x[:5], t[:5]))"


@pytest.mark.parametrize(
    "asked", ["accuracy(x, t)", "accuracy(x=x, t=t, percent=True)", "loss(x, t)", "gradient(x, t)"]
)
def test_a_part_of_very_many_rows_is_shown_and_all_come_in_by_turns(seen, asked):
    name = asked.partition("(")[0]
    shown = [rows for what, rows in seen([f"network.{asked}", NOTE]) if what == name and len(rows) != 5]
    assert [len(rows) for rows in shown] == [ROWS // 3] * 3
    assert np.array_equal(np.sort(np.concatenate(shown)), np.arange(ROWS))


def test_batches_are_shown_as_they_are(seen):
    shown = seen(["network.gradient(x[:1000], t[:1000])", NOTE], iterations=2)
    assert [(name, len(rows)) for name, rows in shown] == [("loss", 1000), ("gradient", 1000), ("loss", 5)] * 2


def test_copies_of_the_network_answer_for_themselves(seen):
    """A student may keep a copy of the network: it has parameters of its own."""
    kept = ["kept = copy.deepcopy(network)", "kept.params['W1'] *= 2", "assert kept.loss(x[:4], t[:4]) == 1.0"]
    assert seen([*kept, "assert isinstance(kept, Net) and type(network).__name__ == 'Net'", NOTE])


def test_inputs_and_labels_of_different_numbers_fail_as_in_the_notebook(seen):
    with pytest.raises(Exception, match="AssertionError"):
        seen(["network.loss(x, t[:-1])", NOTE])
