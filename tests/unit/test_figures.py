"""What was drawn is what a test reads; what no honest process would send is refused."""

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.errors import ProtocolError
from autograder.sandbox.figures import extract_figures, to_figures
from autograder.sandbox.values import pack, unpack


@pytest.fixture(autouse=True)
def no_figures():
    plt.close("all")
    yield
    plt.close("all")


def drawn():
    structure, buffers = pack({"value": extract_figures()}, refs=lambda _: None)
    return to_figures(unpack(structure, b"".join(buffers))["value"])


def drawn_axes():
    ((axes,),) = [figure.axes for figure in drawn()]
    return axes


def test_no_figure_is_an_empty_tuple():
    assert drawn() == ()


def test_lines_with_their_styles_and_words():
    x = np.arange(-5.0, 5.0, 0.1)
    plt.plot(x, x > 0, "--", label="step")
    plt.plot([1, 2, 3], color="k", linestyle=(0, (3, 1)), marker="o")
    plt.plot(np.ma.masked_equal([1, 0, 2], 0), linestyle="")
    plt.title("T")
    plt.xlabel("$x$")
    plt.ylim(-0.1, 1.1)
    plt.legend()
    plt.grid(visible=True)
    axes = drawn_axes()
    step, dashed, points = axes.lines
    np.testing.assert_array_equal(step.x, x)
    np.testing.assert_array_equal(step.y, x > 0)
    assert (step.linestyle, step.marker, step.color, step.label) == ("--", "None", "#1f77b4", "step")
    assert (dashed.linestyle, dashed.marker, dashed.color, dashed.label) == ("--", "o", "#000000", "")
    assert points.linestyle == "None"
    assert np.isnan(points.y).tolist() == [False, True, False]
    assert (axes.title, axes.xlabel, axes.ylabel, axes.legend) == ("T", "$x$", "", ("step",))
    assert axes.ylim == (-0.1, 1.1)
    assert (axes.autoscale_x, axes.autoscale_y, axes.grid) == (True, False, True)


def test_untouched_axes():
    plt.plot([1, 2])
    axes = drawn_axes()
    assert (axes.autoscale_y, axes.grid, axes.legend, axes.yscale) == (True, False, (), "linear")


def test_axes_given_a_log_scale_and_a_left_title():
    plt.semilogy([1, 10])
    plt.title("left", loc="left")
    assert (drawn_axes().yscale, drawn_axes().title) == ("log", "left")


def test_markers_of_scattered_points():
    for marker in ("o", "^", "s", "x"):
        plt.scatter([1], [2], s=30, marker=marker)
    plt.scatter([1], [2])
    plt.scatter([1], [2], marker=(9, 1, 20))
    assert [points.marker for points in drawn_axes().points] == ["o", "^", "s", "x", "o", "?"]


def test_points_bars_and_pieces_of_lines():
    plt.scatter([1, 2], [3, 4], label="dots")
    plt.bar([1, 2], [3, 4], width=0.5, label="b")
    plt.barh([7], [9])
    plt.vlines([1, 2], 0, [5, 6], linestyles="dashed", colors="r")
    axes = drawn_axes()
    (dots,) = axes.points
    assert (dots.x.tolist(), dots.y.tolist(), dots.label) == ([1, 2], [3, 4], "dots")
    upright, lying = axes.bars
    assert (upright.x.tolist(), upright.width.tolist(), upright.height.tolist()) == ([1, 2], [0.5, 0.5], [3, 4])
    assert upright.label == "b"
    assert (lying.x.tolist(), lying.height.tolist()) == ([7], [9])
    assert [line.y.tolist() for line in axes.lines] == [[0, 5], [0, 6]]
    assert {(line.linestyle, line.color) for line in axes.lines} == {("--", "#ff0000")}


def test_arrows_and_contours():
    x, y = np.meshgrid([0.0, 1.0, 2.0], [0.0, 1.0])
    plt.quiver(x, y, -x, 2 * y)
    plt.quiver([5.0], [6.0])
    grid = np.linspace(-2, 2, 9)
    plt.contour(grid, grid, grid**2 + grid[:, None] ** 2, levels=[1, 4])
    plt.contourf(grid, grid, grid + grid[:, None])
    plt.axis("equal")
    axes = drawn_axes()
    given, _ = axes.arrows
    assert (given.x.tolist(), given.y.tolist()) == ([0, 1, 2] * 2, [0] * 3 + [1] * 3)
    assert (given.u.tolist(), given.v.tolist()) == ([0, -1, -2] * 2, [0] * 3 + [2] * 3)
    assert [contour.level for contour in axes.contours] == [1, 4]
    assert axes.contours[0].x.size > 4
    np.testing.assert_allclose(np.hypot(axes.contours[0].x, axes.contours[0].y), 1, atol=0.15)
    assert (axes.points, axes.lines, axes.aspect) == ((), (), 1.0)


def test_proportions_are_told_as_far_as_they_were_set():
    plt.plot([1, 2])
    assert drawn_axes().aspect == 0.0
    plt.gca().set_aspect(2)
    assert drawn_axes().aspect == 2.0


@pytest.mark.parametrize("dtype", ["u1", "f4", "?"])
def test_images_without_their_colour_bar(dtype):
    pixels = np.arange(6).reshape(2, 3).astype(dtype)
    plt.imshow(pixels, cmap="gray", vmin=0, vmax=9)
    plt.colorbar()
    (image,) = drawn_axes().images
    np.testing.assert_array_equal(image.array, pixels)
    assert image.array.dtype == pixels.dtype
    assert (image.cmap, image.vmin, image.vmax) == ("gray", 0.0, 9.0)


def test_figures_and_axes_keep_their_order():
    _, (first, second) = plt.subplots(1, 2)
    first.set_title("a")
    second.set_title("b")
    plt.suptitle("both")
    plt.figure().legend(handles=[plt.plot([1], label="late")[0]])
    one, two = drawn()
    assert [axes.title for axes in one.axes] == ["a", "b"]
    assert (one.title, two.legend) == ("both", ("late",))


def test_unreadable_artists_are_left_out():
    (bad, _) = plt.plot([1, 2], [1, 2], [3, 4], [3, 4])
    bad.get_xdata = lambda **_: 1 / 0
    plt.plot([0], [0], label="\ud800" + "x" * 5000)
    plt.fill_between([1, 2], [3, 4])
    plt.text(0, 0, "note")
    kept, odd = drawn_axes().lines
    assert kept.x.tolist() == [3, 4]
    assert len(odd.label) == 1000


def test_numbers_of_everything_are_bounded():
    plt.plot(np.zeros(300_000))
    plt.gca().vlines(np.arange(500.0), 0, 1)
    axes = drawn_axes()
    assert len(axes.lines) <= 400
    assert axes.lines[0].x.size == 100_000


def test_drawing_is_read_without_being_changed():
    plt.plot([1, 2])
    assert repr(extract_figures()) == repr(extract_figures())


def forged(**changes):
    plt.plot([1.0, 2.0])
    plt.scatter([1], [2])
    plt.bar([1], [2])
    plt.quiver([1], [2])
    plt.contour([[0, 1], [1, 2]], levels=[1])
    plt.figure()
    plt.imshow(np.zeros((2, 2)))
    plain = extract_figures()
    for path, value in changes.items():
        target = plain
        *way, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        for step in way:
            target = target[step]
        target[last] = value
    return plain


@pytest.mark.parametrize("plain", [None, 1, "x", {}, [1], [None], [{}], [{"axes": []}], [[[[]]]], np.zeros(3)])
def test_nonsense_is_refused(plain):
    with pytest.raises(ProtocolError):
        to_figures(plain)


def test_the_unchanged_form_is_accepted():
    assert len(to_figures(forged())) == 2


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("0__title", 3),
        ("0__title", "x" * 1001),
        ("0__extra", 1),
        ("0__axes", None),
        ("0__axes__0__xlim", [1.0]),
        ("0__axes__0__xlim", [0.0, float("nan")]),
        ("0__axes__0__xlim", "ab"),
        ("0__axes__0__grid", 1),
        ("0__axes__0__legend", [1]),
        ("0__axes__0__lines__0__x", [1.0, 2.0]),
        ("0__axes__0__lines__0__x", np.zeros(3)),
        ("0__axes__0__lines__0__x", np.zeros(2, "f4")),
        ("0__axes__0__lines__0__x", np.zeros((2, 1))),
        ("0__axes__0__lines__0__linestyle", "wavy"),
        ("0__axes__0__points__0__y", np.zeros(9)),
        ("0__axes__0__bars__0__height", np.array(["a"])),
        ("0__axes__0__aspect", float("inf")),
        ("0__axes__0__arrows__0__u", np.zeros(2)),
        ("0__axes__0__contours__0__level", None),
        ("1__axes__0__images__0__array", np.zeros(4)),
        ("1__axes__0__images__0__array", np.zeros((2, 2, 2))),
        ("1__axes__0__images__0__array", np.array([["a"]])),
        ("1__axes__0__images__0__vmin", "0"),
    ],
)
def test_forged_figures_are_refused(path, value):
    with pytest.raises(ProtocolError):
        to_figures(forged(**{path: value}))
