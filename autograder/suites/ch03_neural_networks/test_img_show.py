"""Hidden tests of img_show: the picture that is drawn, from whole and from decimal pixels."""

import numpy as np
import pytest

from autograder.grading.api import assert_unchanged, require

GREY = ("gray", "grey", "gist_gray", "gist_grey", "gist_yarg", "binary", "Greys", "Grays")


def drawn_image(student, pixels):
    """The one image that img_show draws, and its axes."""
    figures = student.figures("img_show", pixels)
    drawn = [(axes, image) for figure in figures for axes in figure.axes for image in axes.images]
    require(drawn, "`img_show` draws no picture.")
    require(len(drawn) == 1, "`img_show` draws more than one picture.")
    return drawn[0]


def brightness(image):
    """Where each pixel lies between the darkest and the lightest shade, from 0 to 1."""
    array = np.asarray(image.array, float)
    if array.ndim == 3:  # red, green and blue: matplotlib shows them as they are
        return array[..., 0] / (255 if image.array.dtype == np.uint8 else 1)
    low = array.min() if image.vmin is None else image.vmin
    high = array.max() if image.vmax is None else image.vmax
    return np.clip((array - low) / max(high - low, 1e-12), 0, 1)


def turned(limits, upwards):
    """Whether an axis on which each pixel takes one unit runs the other way; with other units it is not known."""
    fits = np.allclose(sorted(limits), (-0.5, 27.5))
    return fits and (limits[0] < limits[1]) is upwards


def check(drawn, want):
    """The shape, the colours, and the picture or its negative, with its first row at the top."""
    axes, image = drawn
    require(np.shape(image.array)[:2] == (28, 28), "The picture does not have 28 x 28 pixels.")
    colours = np.asarray(image.array, float)
    named = image.cmap.removesuffix("_r") in GREY
    grey = named if colours.ndim == 2 else np.ptp(colours[..., :3], axis=-1).max() < 0.01
    require(grey, "The picture is not drawn in shades of grey.")
    shown = brightness(image)
    shown = shown[::-1] if turned(axes.ylim, upwards=True) else shown
    shown = shown[:, ::-1] if turned(axes.xlim, upwards=False) else shown
    right = [np.allclose(shown, wanted, atol=0.02) for wanted in (want, 1 - want)]
    require(any(right), "The picture that one sees is not the digit.")


def picture(rng):
    """Fresh pixels (28, 28) from 0.0 to 1.0, with at least one of each end."""
    steps = rng.integers(0, 256, size=784)
    steps[:2] = 0, 255
    return rng.permutation(steps).reshape(28, 28) / 255


@pytest.mark.points(0.5)
def test_decimal_pixels(student, rng):
    """A flat row of pixels from 0.0 to 1.0 is shown as a square picture in shades of grey."""
    want = picture(rng)
    pixels = want.astype(np.float32).reshape(784)
    assert_unchanged(student.img_show, pixels)
    check(drawn_image(student, pixels), want)


@pytest.mark.points(0.5)
def test_whole_pixels(student, rng):
    """Pixels from 0 to 255 are shown right as well, also if they come with rows and columns."""
    want = picture(rng)
    pixels = np.rint(want * 255).astype(np.uint8)
    for form in (pixels, pixels.reshape(784)):
        check(drawn_image(student, form), want)
