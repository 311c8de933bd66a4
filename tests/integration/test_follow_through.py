"""A chapter of the course: what builds on a wrong answer is credited for what it does right itself."""

import pytest

from autograder.commands.context import chapter_of, course_at, sandbox_config
from autograder.datasets import embedded_digits
from autograder.grading.engine import Engine
from autograder.grading.result import Verdict
from autograder.grading.specimens import Specimens
from autograder.mistakes.catalogue import Variant

DRAWS_WRONGLY = """\
def minibatch_choice(x, t, batch_size, rng):
    return x, t
"""
TRAININGS = {
    "returns nothing": "network.params['w'] -= lr * network.gradient(x[:batch_size], t[:batch_size])['w']",
    "takes no step": "return [network.loss(x, t) for _ in range(iterations)]",
    "is not there": "raise NotImplementedError",
    "fails": "return x[len(x)]",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Returns the result of an exercise of chapter 4 when the answer to an earlier one is replaced."""
    chapter = chapter_of(course_at(None), "ch04")
    root = chapter.solution_path.parent.parent
    released = root / "release" / chapter.slug / f"{chapter.slug}.ipynb"
    specimens = Specimens(chapter, root / "source" / chapter.slug / released.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", "")
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with Engine(chapter, released, embedded_digits(), b"secret", sandbox_config("strict", figures=False)) as engine:

            def result(changed, source, exercise):
                notebook = specimens.with_entry(Variant("changed", changed, changed, source))
                exercises = engine.grade_notebook(notebook, "s", only=(changed, exercise)).result.exercises
                return {found.id: found for found in exercises}

            yield result


@pytest.mark.parametrize("body", TRAININGS.values(), ids=TRAININGS)
def test_epochs_are_tracked_on_a_wrong_training(graded, body):
    source = f"def train_mini_batch(network, x, t, iterations, batch_size, lr, rng):\n    {body}\n"
    results = graded("train_mini_batch", source, "epoch_tracking")
    assert results["train_mini_batch"].score < results["train_mini_batch"].max_score
    tracking = results["epoch_tracking"]
    assert (tracking.verdict, tracking.score) == (Verdict.PASSED, tracking.max_score)
    assert tracking.follow_through == tracking.max_score


def test_a_right_training_on_batches_that_are_drawn_wrongly(graded):
    results = graded("minibatch_choice", DRAWS_WRONGLY, "train_mini_batch")
    training = results["train_mini_batch"]
    assert (training.score, training.follow_through > 0) == (training.max_score, True)


def test_epochs_are_tracked_with_wrong_batches(graded):
    """Two steps away: the batches are drawn by what the training calls."""
    results = graded("minibatch_choice", DRAWS_WRONGLY, "epoch_tracking")
    assert results["minibatch_choice"].score < results["minibatch_choice"].max_score
    tracking = results["epoch_tracking"]
    assert (tracking.score, tracking.follow_through > 0) == (tracking.max_score, True)


def test_what_is_wrong_itself_is_not_credited(graded):
    """The answers here are its own fault, whatever it calls."""
    body = "return train_mini_batch(network, x_train, t_train, iterations, batch_size, lr, rng), [], []"
    head = "def epoch_tracking(network, x_train, t_train, x_test, t_test, iterations, batch_size, lr, rng):\n    "
    tracking = graded("epoch_tracking", f"{head}{body}\n", "epoch_tracking")["epoch_tracking"]
    assert (tracking.score, tracking.follow_through) == (0, 0)
