"""Hidden tests of show_image: the pixels of the shipped picture, in grey, the right way up."""

import numpy as np
import pytest

from autograder.grading.api import require

GREY = ("gray", "grey", "gist_gray", "gist_grey", "Greys_r", "Grays_r", "binary_r", "gist_yarg_r")


def drawn(student):
    """The one image, and the axes that it is in."""
    figures = student.figures("show_image")
    images = [(image, axes) for figure in figures for axes in figure.axes for image in axes.images]
    require(images, "show_image draws no picture.")
    require(len(images) == 1, "show_image draws more than one picture.")
    return images[0]


def spread(pixels):
    """The brightness of each pixel, darkest 0 and brightest 1."""
    pixels = np.asarray(pixels, float)
    pixels = pixels[..., 0] if pixels.ndim == 3 else pixels
    return (pixels - pixels.min()) / max(float(np.ptp(pixels)), 1e-12)


def shipped(reference):
    """The brightness of the picture that belongs to the notebook."""
    return spread(reference.figures("show_image")[0].axes[0].images[0].array)


@pytest.mark.points(1)
def test_pixels(student, reference):
    """The picture beside the notebook is drawn, the right way up."""
    image, axes = drawn(student)
    want = shipped(reference)
    require(np.shape(image.array)[:2] == want.shape, "The picture does not have 60 rows and 80 columns.")
    require(np.allclose(spread(image.array), want, atol=0.02), "The pixels are not those of the picture.")
    require(axes.ylim[0] > axes.ylim[1], "The picture stands on its head: its first row is at the bottom.")
    require(axes.xlim[0] < axes.xlim[1], "The picture is mirrored.")


@pytest.mark.points(1)
def test_grey(student, reference):
    """It is drawn in shades of grey, dark pixels dark."""
    image, _ = drawn(student)
    colours = np.asarray(image.array, float)
    grey = image.cmap in GREY if colours.ndim == 2 else np.ptp(colours[..., :3], axis=-1).max() < 0.01
    require(grey, "The picture is not drawn in shades of grey with dark pixels dark: use cmap='gray'.")
    if colours.ndim == 2:
        require(image.vmax is not None and image.vmax <= 1.05 * colours.max(), "The shades are too dark: look at vmax.")
    require(
        np.allclose(np.sort(spread(image.array), axis=None), np.sort(shipped(reference), axis=None), atol=0.02),
        "The shades of the picture are lost.",
    )
