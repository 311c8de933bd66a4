"""What goes wrong in combined_equals_y_minus_t, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant

_Y = "y = softmax(scores)"
_ONE_HOT = "one_hot = np.eye(scores.shape[1])[t]"
_LONG = "long_way = softmax_backward(y, cross_entropy_backward(y, one_hot)) / batch_size"
_SHORT = "short_way = (y - one_hot) / batch_size"

ALTERED = [
    altered(
        "combined_equals_y_minus_t",
        "one_hot_missing",
        "The labels are subtracted from the probabilities as numbers. Make one-hot rows of them first.",
        (_SHORT, "short_way = (y - t.reshape(-1, 1)) / batch_size"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "missing_batch_division",
        "Both are N times too large: the loss of a batch is the mean over its samples.",
        (_LONG, "long_way = softmax_backward(y, cross_entropy_backward(y, one_hot))"),
        (_SHORT, "short_way = y - one_hot"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "long_way_not_divided",
        "The long way is N times too large: divide it by the number of samples, as the short one.",
        (_LONG, "long_way = softmax_backward(y, cross_entropy_backward(y, one_hot))"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "short_way_not_divided",
        "The short way is N times too large: divide it by the number of samples, as the long one.",
        (_SHORT, "short_way = y - one_hot"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "divides_by_classes",
        "Both are divided by the number of classes. Divide by the number of samples.",
        (_LONG, "batch_size = scores.shape[1]\n    " + _LONG),
    ),
    altered(
        "combined_equals_y_minus_t",
        "shortcut",
        "The long way is not made of the answers of the two functions: it is the short one, or worked out anew.",
        (_LONG, "long_way = (y - one_hot) / batch_size"),
        also=("called_for_show",),
    ),
    altered(
        "combined_equals_y_minus_t",
        "called_for_show",
        "The two functions are called, and their answers are thrown away. The long way is made of them.",
        (_LONG, "softmax_backward(y, cross_entropy_backward(y, one_hot))\n    long_way = (y - one_hot) / batch_size"),
        also=("shortcut",),
    ),
    altered(
        "combined_equals_y_minus_t",
        "only_cross_entropy_called",
        "The long way goes through cross_entropy_backward, and not through softmax_backward. Go through both.",
        (
            _LONG,
            (
                "dy = cross_entropy_backward(y, one_hot)\n"
                "    long_way = y * (dy - np.sum(dy * y, axis=1, keepdims=True)) / batch_size"
            ),
        ),
    ),
    altered(
        "combined_equals_y_minus_t",
        "softmax_applied_twice",
        "softmax_backward gets the softmax of the probabilities. They are probabilities already.",
        (_LONG, "long_way = softmax_backward(softmax(y), cross_entropy_backward(y, one_hot)) / batch_size"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "scores_for_probabilities",
        "softmax_backward gets the scores. It wants what softmax returned.",
        (_LONG, "long_way = softmax_backward(scores, cross_entropy_backward(y, one_hot)) / batch_size"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "scores_into_cross_entropy",
        "cross_entropy_backward gets the scores. It wants the probabilities that softmax returned.",
        (_LONG, "long_way = softmax_backward(y, cross_entropy_backward(scores, one_hot)) / batch_size"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "one_hot_of_n_columns",
        "The one-hot rows are as long as the batch. They have one entry for each class: np.eye(scores.shape[1]).",
        (_ONE_HOT, "one_hot = np.eye(len(scores))[t]"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "short_way_overwrites_y",
        "The short way is written into y itself, and the long way then begins with a spoilt y. Use y.copy().",
        (_ONE_HOT, _ONE_HOT + "\n    short_way = y\n    short_way[np.arange(len(t)), t] -= 1\n    short_way /= len(t)"),
        (_SHORT, "short_way = short_way * 1"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "tolerance_by_rounding",
        "The two ways are rounded until they are equal. Leave them as they are: they differ by rounding only.",
        (_LONG, _LONG + "\n    long_way = np.round(long_way, 6)"),
        (_SHORT, _SHORT + "\n    short_way = np.round(short_way, 6)"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "t_minus_y",
        "The sign of the short way is wrong: y - t.",
        (_SHORT, "short_way = (one_hot - y) / batch_size"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "parts_in_the_wrong_order",
        "The two parts are called the wrong way round. Going back, the cross entropy comes first.",
        (_LONG, "long_way = cross_entropy_backward(y, softmax_backward(y, one_hot)) / batch_size"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "long_way_twice",
        "The short way is the long one once more. Work it out by itself: y - t, divided by N.",
        (_SHORT, "short_way = long_way.copy()"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "order_of_results",
        "The two arrays come back in the wrong order: the long way first.",
        ("return long_way, short_way", "return short_way, long_way"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "one_array",
        "One array comes back. Return both: long_way, short_way.",
        ("return long_way, short_way", "return long_way"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "returns_whether_equal",
        "It says whether the two are equal. Return the two arrays themselves.",
        ("return long_way, short_way", "return bool(np.allclose(long_way, short_way))"),
    ),
    altered(
        "combined_equals_y_minus_t",
        "mutates_input",
        "The array that was passed in is changed, as scores -= ... does. Make a new one.",
        (_Y, "scores -= scores.max(axis=1, keepdims=True)\n    y = softmax(scores)"),
    ),
    altered_variant(
        "combined_equals_y_minus_t",
        "divides_before_going_back",
        (_LONG, "long_way = softmax_backward(y, cross_entropy_backward(y, one_hot) / batch_size)"),
    ),
    altered_variant(
        "combined_equals_y_minus_t",
        "sample_by_sample",
        (
            _LONG,
            (
                "rows = [softmax_backward(*pair) for pair in zip(y, cross_entropy_backward(y, one_hot))]\n"
                "    long_way = np.array(rows) / batch_size"
            ),
        ),
    ),
    altered_variant(
        "combined_equals_y_minus_t",
        "subtracts_in_place",
        (_SHORT, "short_way = y.copy()\n    short_way[np.arange(batch_size), t] -= 1\n    short_way /= batch_size"),
        ("return long_way, short_way", "return [long_way, short_way]"),
    ),
    altered_variant(
        "combined_equals_y_minus_t",
        "asserts_that_both_agree",
        ("return long_way, short_way", "assert np.allclose(long_way, short_way)\n    return long_way, short_way"),
    ),
    altered_variant(
        "combined_equals_y_minus_t",
        "one_stack",
        ("return long_way, short_way", "return np.stack([long_way, short_way])"),
    ),
]
