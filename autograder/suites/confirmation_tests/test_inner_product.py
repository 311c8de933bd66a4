"""Hidden tests of inner_product and inner_products: one sample, several, as many as inputs."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_one_sample(student, reference, rng):
    """One sample gives one number, its weighted sum with the bias, for decimals and whole numbers."""
    cases = [(rng.normal(size=10), rng.integers(0, 100, size=10), 5), (rng.normal(size=3), rng.normal(size=3), 0.25)]
    answers = [(assert_unchanged(student.inner_product, *c), reference.inner_product(*c)) for c in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_several_samples(student, reference, rng):
    """Every row of a table is a sample of its own, also with as many rows as columns."""
    tables = [rng.normal(size=(3, 3)), rng.integers(-5, 6, size=(4, 2)), rng.normal(size=(1, 5))]
    cases = [(rng.normal(size=table.shape[1]), table, float(rng.normal())) for table in tables]
    answers = [(assert_unchanged(student.inner_products, *c), reference.inner_products(*c)) for c in cases]
    for got, want in answers:
        assert_close(np.asarray(got) if isinstance(got, list) else got, want)
