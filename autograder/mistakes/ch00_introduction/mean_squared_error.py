"""What goes wrong in mean_squared_error, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("mean_squared_error", "That is one half of the sum, the error of chapter 4. Here the sum is divided by N.")
def mean_squared_error__half_sse(y, t):
    return 0.5 * np.sum((np.ravel(y) - np.ravel(t)) ** 2)


@mistake("mean_squared_error", "The squares are added up and not divided by their number. A mean is asked.")
def mean_squared_error__sum_not_mean(y, t):
    return np.sum((np.ravel(y) - np.ravel(t)) ** 2)


@mistake("mean_squared_error", "A square root is taken in the end. The mean of the squares itself is asked.")
def mean_squared_error__root(y, t):
    return np.sqrt(np.mean((np.ravel(y) - np.ravel(t)) ** 2))


@mistake("mean_squared_error", "The differences are not squared, so positive and negative ones cancel.")
def mean_squared_error__signed_error(y, t):
    return np.mean(np.ravel(t) - np.ravel(y))


@mistake("mean_squared_error", "The differences are subtracted the other way round, and not squared.")
def mean_squared_error__signed_error_reversed(y, t):
    return np.mean(np.ravel(y) - np.ravel(t))


@mistake(
    "mean_squared_error",
    "The length of the difference is divided by N, as one edition misprints it. Its square is meant.",
)
def mean_squared_error__unsquared_norm(y, t):
    return np.linalg.norm(np.ravel(t) - np.ravel(y)) / np.size(y)


@mistake("mean_squared_error", "The sizes of the differences are averaged. They are to be squared first.")
def mean_squared_error__absolute_error(y, t):
    return np.mean(np.abs(np.ravel(t) - np.ravel(y)))


@mistake("mean_squared_error", "The mean is taken before squaring, so positive and negative differences cancel.")
def mean_squared_error__square_of_mean(y, t):
    return np.mean(np.ravel(t) - np.ravel(y)) ** 2


@mistake(
    "mean_squared_error",
    "A column (N, 1) minus (N,) is (N, N): every output meets every target. Bring both into one shape.",
)
def mean_squared_error__shape_broadcast(y, t):
    return np.mean((t - y) ** 2)


@mistake("mean_squared_error", "The squares come back one by one. Their mean is asked, one number.")
def mean_squared_error__wrong_shape(y, t):
    return (np.ravel(t) - np.ravel(y)) ** 2


@mistake("mean_squared_error", "The argument is changed, as y -= t does. Make a new array: y - t.")
def mean_squared_error__mutates_input(y, t):
    t -= np.reshape(y, t.shape)
    return np.mean(t**2)


@mistake("mean_squared_error", "The result is cut down to a whole number.")
def mean_squared_error__integer_output(y, t):
    return int(np.mean((np.ravel(t) - np.ravel(y)) ** 2))


@mistake("mean_squared_error", "Your function hands nothing back: it gives None. End it with return.")
def mean_squared_error__returns_none(y, t):
    print(np.mean((np.ravel(t) - np.ravel(y)) ** 2))


@mistake("mean_squared_error", "The answer is the one of the example in the text, whatever y and t are.")
def mean_squared_error__hard_coded_example(y, t):
    return 169.0


@variant("mean_squared_error")
def mean_squared_error__sum_over_count(y, t):
    return np.sum(np.square(y.reshape(-1) - t.reshape(-1))) / y.size


@variant("mean_squared_error")
def mean_squared_error__inner_product(y, t):
    d = y.flatten() - t.flatten()
    return d @ d / len(d)


@variant("mean_squared_error")
def mean_squared_error__loop(y, t):
    total = 0.0
    for output, target in zip(y.flatten(), t.flatten()):
        total += (target - output) ** 2
    return total / y.size


@variant("mean_squared_error")
def mean_squared_error__squared_norm(y, t):
    return np.linalg.norm(y.reshape(t.shape) - t) ** 2 / t.size


@mistake("mean_squared_error", "One half of the mean is taken. The mean itself is asked; the half comes in chapter 4.")
def mean_squared_error__half_of_the_mean(y, t):
    return 0.5 * np.mean((y.ravel() - t.ravel()) ** 2)
