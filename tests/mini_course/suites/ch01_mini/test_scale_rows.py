import pytest

from autograder.grading.api import assert_close


@pytest.mark.points(2)
@pytest.mark.parametrize("shape", [(3, 5), (4, 2)])
def test_scales_each_row(student, reference, rng, shape):
    """Each row is multiplied by twice its own factor."""
    matrix, row_factors = rng.normal(size=shape), rng.normal(size=shape[0])
    assert_close(student.scale_rows(matrix, row_factors), reference.scale_rows(matrix, row_factors))


@pytest.mark.points(1)
def test_object_remembers_its_factors(student, reference, rng):
    """A RowScaler scales by the factors it was made with."""
    matrix, row_factors = rng.normal(size=(3, 5)), rng.normal(size=3)
    assert_close(student.RowScaler(row_factors).scale(matrix), reference.scale_rows(matrix, row_factors))
