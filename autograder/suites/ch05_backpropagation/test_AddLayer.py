"""Hidden tests of AddLayer: forward and backward, with numbers and with arrays."""

import pytest

from autograder.grading.api import assert_close


@pytest.mark.points(0.75)
def test_forward(student, rng):
    """Forward returns the sum, of numbers and of arrays."""
    pairs = [tuple(float(number) for number in rng.normal(size=2) + 4), tuple(rng.normal(size=(2, 3, 2)))]
    layer = student.AddLayer()
    sums = [layer.forward(x, y) for x, y in pairs]
    for total, (x, y) in zip(sums, pairs, strict=True):
        assert_close(total, x + y)


@pytest.mark.points(1.25)
def test_backward(student, rng):
    """Backward hands what arrives on to both inputs, unchanged."""
    x, y, dout = (float(number) for number in rng.normal(size=3) + 4)
    layer = student.AddLayer()
    layer.forward(x, y)
    number, array = layer.backward(dout), rng.normal(size=(2, 3))
    layer.forward(array + 1, array - 2)
    arrays = layer.backward(array)
    assert_close(number, (dout, dout))
    assert_close(arrays, (array, array))
