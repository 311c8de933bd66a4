# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in gradient_descent, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

STEP = "x -= lr * numerical_gradient(f, x)"
LOOP = f"for _ in range(step_num):\n        {STEP}\n    return x"
KEPT = f"for _ in range(step_num):\n        {STEP}\n        places.append(x.copy())"
ALL_PLACES = f"places = []\n    {KEPT}\n    return np.array(places)"
ALTERED = [
    altered(
        "gradient_descent",
        "gradient_ascent",
        "The walk climbs: a step goes against the gradient, with a minus sign. Read 4.4.1.",
        ("x -= lr", "x += lr"),
    ),
    altered(
        "gradient_descent",
        "mutates_init_x",
        "x = init_x gives the start a second name, and x -= ... overwrites it. Begin with init_x.copy().",
        ("init_x.copy()", "init_x"),
    ),
    altered(
        "gradient_descent",
        "off_by_one_steps",
        "One step too many is taken: step_num steps, range(step_num).",
        ("range(step_num)", "range(step_num + 1)"),
    ),
    altered(
        "gradient_descent",
        "one_step_missing",
        "One step too few is taken: step_num steps, range(step_num).",
        ("range(step_num)", "range(1, step_num)"),
    ),
    altered("gradient_descent", "lr_default_wrong", "Without lr the rate is not 0.01.", ("lr = 0.01", "lr = 0.1")),
    altered(
        "gradient_descent",
        "step_num_default_wrong",
        "Without step_num it is not 100 steps.",
        ("step_num = 100", "step_num = 1000"),
    ),
    altered(
        "gradient_descent",
        "returns_history_only",
        "All places come back. The place after the last step is asked.",
        (LOOP, ALL_PLACES),
    ),
    altered(
        "gradient_descent",
        "lr_too_large_not_flagged",
        "Places are kept within bounds, which hides a learning rate that is too large. Do nothing against leaps.",
        (STEP, f"{STEP}\n        x = np.clip(x, -1e6, 1e6)"),
    ),
    altered(
        "gradient_descent",
        "gradient_length_lost",
        "The gradient is shortened to length 1. Its length belongs to the step: lr times the gradient.",
        (STEP, "gradient = numerical_gradient(f, x)\n        x -= lr * gradient / np.sqrt(np.sum(gradient**2))"),
    ),
    altered(
        "gradient_descent",
        "gradient_of_the_start",
        "The gradient is always that of the start. Measure it anew at every place.",
        (STEP, "x -= lr * numerical_gradient(f, init_x.copy())"),
    ),
    altered(
        "gradient_descent",
        "only_one_step",
        "The walk ends after one step, as a return inside the loop makes it.",
        (STEP, f"{STEP}\n        return x"),
    ),
    altered(
        "gradient_descent",
        "return_in_the_loop",
        "The return stands inside the loop, so the walk ends after one step, and without steps nothing comes back.",
        (f"{STEP}\n    return x", f"{STEP}\n        return x"),
    ),
    altered(
        "gradient_descent",
        "lr_ignored",
        "lr is not used: multiply the gradient by it.",
        ("lr * numerical", "0.1 * numerical"),
    ),
    altered(
        "gradient_descent",
        "returns_none",
        "The place is not returned; printing it is not enough. End with return.",
        ("return x", "print(x)"),
    ),
    altered(
        "gradient_descent",
        "returns_value",
        "The height f(x) comes back. The place x is asked.",
        ("return x", "return f(x)"),
    ),
    altered(
        "gradient_descent",
        "hard_coded_example",
        "The lowest place of the example, (0, 0), comes back.",
        ("return x", "return x * 0"),
    ),
    altered_variant(
        "gradient_descent",
        "new_array_each_step",
        ("init_x.copy()", "init_x"),
        (STEP, "x = x - lr * numerical_gradient(f, x)"),
        ("return x", "return x.copy()"),
    ),
]


@mistake("gradient_descent", "The walk stops as soon as steps are short. step_num steps are asked, no fewer.")
def gradient_descent__stops_early(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    for _ in range(step_num):
        step = lr * numerical_gradient(f, x)
        if np.abs(step).max() < 0.02:
            break
        x -= step
    return x


@variant("gradient_descent")
def gradient_descent__while_loop(f, init_x, learning_rate=0.01, step_num=100):
    place, done = np.array(init_x), 0
    while done < step_num:
        gradient = numerical_gradient(f, place)
        place = place - learning_rate * gradient
        done += 1
    return place


@mistake(
    "gradient_descent", "Every step begins at the start again. It begins where the last one ended: x - lr * gradient."
)
def gradient_descent__steps_from_the_start(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    for _ in range(step_num):
        x = init_x - lr * numerical_gradient(f, x)
    return x


@variant("gradient_descent")
def gradient_descent__recursive(f, init_x, lr=0.01, step_num=100):
    if step_num == 0:
        return init_x.copy()
    return gradient_descent(f, init_x - lr * numerical_gradient(f, init_x.copy()), lr, step_num - 1)
