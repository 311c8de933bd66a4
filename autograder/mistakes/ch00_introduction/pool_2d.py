"""What goes wrong in pool_2d, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, mistake, variant

ID = "pool_2d"
WINDOW = "x[i : i + size, j : j + size]"
BACK = f"return np.array([[shrink({WINDOW}) for j in columns] for i in rows])"
ALTERED = [
    altered(
        ID,
        "max_over_all",
        "One number for the whole picture comes out. Each window gives one.",
        (f"shrink({WINDOW})", "shrink(x)"),
    ),
    altered(
        ID,
        "overlap_wrong_stride",
        "The windows move by 1. They move by stride.",
        ("x.shape[0] - size + 1, stride)", "x.shape[0] - size + 1, 1)"),
        ("x.shape[1] - size + 1, stride)", "x.shape[1] - size + 1, 1)"),
    ),
    altered(
        ID,
        "stride_is_size",
        "The windows move by their size. They move by stride, so they may overlap.",
        ("x.shape[0] - size + 1, stride)", "x.shape[0] - size + 1, size)"),
        ("x.shape[1] - size + 1, stride)", "x.shape[1] - size + 1, size)"),
    ),
    altered(
        ID,
        "size_is_stride",
        "The windows are as large as the stride. Their height and width is size.",
        (WINDOW, "x[i : i + stride, j : j + stride]"),
    ),
    altered(
        ID,
        "average_divides_by_stride",
        "The sum of a window is divided by its height. It has size times size entries.",
        ("np.mean", "lambda window: window.sum() / size"),
    ),
    altered(
        ID,
        "sum_not_mean",
        "The sum of each window comes back. 'average' is the mean.",
        ("np.mean", "np.sum"),
    ),
    altered(
        ID,
        "odd_size",
        "Windows that stick out are used as well, shorter than the others. They are left out.",
        ("x.shape[0] - size + 1", "x.shape[0]"),
        ("x.shape[1] - size + 1", "x.shape[1]"),
    ),
    altered(
        ID,
        "last_window_lost",
        "The last window that fits is left out: the number of windows is 1 + (H - size) // stride.",
        ("x.shape[0] - size + 1", "x.shape[0] - size"),
        ("x.shape[1] - size + 1", "x.shape[1] - size"),
    ),
    altered(
        ID,
        "rows_for_columns",
        "The number of columns is taken from the number of rows. A picture need not be square.",
        ("x.shape[1] - size + 1", "x.shape[0] - size + 1"),
    ),
    altered(ID, "modes_swapped", "The two modes are swapped.", ('mode == "max"', 'mode != "max"')),
    altered(ID, "mode_ignored", "'average' gives the largest entries as well. Look at mode.", ("np.mean", "np.max")),
    altered(
        ID, "min", "The smallest entry of each window comes back. 'max' asks for the largest.", ("np.max", "np.min")
    ),
    altered(ID, "transposed", "Rows and columns of the result are swapped.", (BACK, BACK + ".T")),
    altered(
        ID,
        "wrong_shape",
        "The numbers come in one row. The result is a table like the picture.",
        (BACK, BACK + ".ravel()"),
    ),
    altered(
        ID,
        "integer_output",
        "The averages are cut down to whole numbers: an array made like x takes over its type.",
        (BACK, BACK + ".astype(x.dtype)"),
    ),
    altered(
        ID,
        "mutates_input",
        "Your function writes into x. Fill a new array.",
        (BACK, f"{BACK.replace('return', 'pooled =')}\n    x[...] = 0\n    return pooled"),
    ),
    altered(
        ID,
        "returns_none",
        "Your function hands nothing back (None).",
        (BACK, f"print({BACK.removeprefix('return ')})"),
    ),
]


@mistake(
    "pool_2d", "The picture seems filled up with zeros, which are larger than negative numbers. Nothing is padded here."
)
def pool_2d__min_pooling_sign(x, size, stride, mode):
    rows, columns = -(-(x.shape[0] - size) // stride) + 1, -(-(x.shape[1] - size) // stride) + 1
    padded = np.zeros(((rows - 1) * stride + size, (columns - 1) * stride + size))
    height, width = min(x.shape[0], padded.shape[0]), min(x.shape[1], padded.shape[1])
    padded[:height, :width] = x[:height, :width]
    shrink = np.max if mode == "max" else np.mean
    return np.array(
        [
            [shrink(padded[i * stride : i * stride + size, j * stride : j * stride + size]) for j in range(columns)]
            for i in range(rows)
        ]
    )


@mistake(
    "pool_2d",
    "The largest entry is searched from 0 upwards, so negative numbers never win. Begin with the first entry.",
)
def pool_2d__starts_at_zero(x, size, stride, mode):
    rows, columns = 1 + (x.shape[0] - size) // stride, 1 + (x.shape[1] - size) // stride
    pooled = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[i, j] = max(0, window.max()) if mode == "max" else window.mean()
    return pooled


@mistake("pool_2d", "The answer is the one of the example in the text, whatever x is.")
def pool_2d__hard_coded_example(x, size, stride, mode):
    return np.array([[5, 2], [4, 7]]) if mode == "max" else np.array([[2.75, 1.0], [1.75, 4.5]])


@variant("pool_2d")
def pool_2d__loops(x, size, stride, mode):
    rows, columns = 1 + (x.shape[0] - size) // stride, 1 + (x.shape[1] - size) // stride
    pooled = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[i, j] = window.max() if mode == "max" else window.sum() / size**2
    return pooled


@variant("pool_2d")
def pool_2d__sliding_windows(x, size, stride, mode):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size))[::stride, ::stride]
    return windows.max(axis=(2, 3)) if mode == "max" else windows.mean(axis=(2, 3))


@variant("pool_2d")
def pool_2d__list_of_lists(x, size, stride, mode):
    H, W = x.shape
    pooled = []
    for top in range(0, H, stride):
        row = []
        for left in range(0, W, stride):
            if top + size <= H and left + size <= W:
                window = x[top : top + size, left : left + size]
                row.append(window.max() if mode == "max" else window.mean())
        if row:
            pooled.append(row)
    return np.array(pooled)
