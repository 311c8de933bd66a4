"""Hidden tests of delta2_and_grad_W2: both activation functions, sums over samples, shapes, arguments."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged, require


def case(rng, N, H, K):
    """Hidden layer, outputs between 0 and 1, targets."""
    return rng.normal(size=(N, H)), rng.uniform(0.1, 0.9, size=(N, K)), rng.normal(size=(N, K))


def two(answer):
    """Both results."""
    require(isinstance(answer, tuple | list) and len(answer) == 2, "delta2_and_grad_W2 has to return two results.")
    return answer


@pytest.mark.points(0.75)
def test_delta_of_identity(student, reference, rng):
    """With identity as output, delta2 is the derivative of the squared error."""
    given = case(rng, 4, 3, 2)
    got = two(assert_unchanged(student.delta2_and_grad_W2, *given))
    assert_close(got[0], reference.delta2_and_grad_W2(*given)[0], what="delta2")


@pytest.mark.points(0.75)
def test_delta_of_sigmoid(student, reference, rng):
    """With a sigmoid as output, delta2 holds its derivative as well."""
    given = (*case(rng, 3, 5, 2), "sigmoid")
    got = two(assert_unchanged(student.delta2_and_grad_W2, *given))
    assert_close(got[0], reference.delta2_and_grad_W2(*given)[0], what="delta2")


@pytest.mark.points(1)
def test_gradient(student, reference, rng):
    """The gradient of W2 has its shape and adds up what each sample contributes."""
    # As many hidden nodes as outputs: there a table turned round shows only in its numbers.
    cases = [case(rng, 5, 3, 3), (*case(rng, 4, 3, 2), "sigmoid")]
    answers = [(student.delta2_and_grad_W2(*one), reference.delta2_and_grad_W2(*one)) for one in cases]
    for got, want in answers:
        assert_close(two(got)[1], want[1], what="grad_W2")


@pytest.mark.points(0.5)
def test_one_sample_or_output(student, reference, rng):
    """One sample, or one output, still gives tables with two axes."""
    cases = [case(rng, 1, 4, 3), case(rng, 3, 2, 1)]
    answers = [(student.delta2_and_grad_W2(*one), reference.delta2_and_grad_W2(*one)) for one in cases]
    for got, want in answers:
        assert_close(tuple(two(got)), want)
