# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in learning_rate_walk, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("learning_rate_walk", "The walk goes uphill. Each gradient is subtracted.")
def learning_rate_walk__plus_sign(w0, grads, lr):
    positions = [w0]
    for grad in grads:
        positions.append(positions[-1] + lr * grad)
    return positions


@mistake("learning_rate_walk", "Only the last position comes back. All of them are asked, in a list.")
def learning_rate_walk__keeps_only_last(w0, grads, lr):
    for grad in grads:
        w0 = w0 - lr * grad
    return w0


@mistake("learning_rate_walk", "Every step begins at w0. It begins where the last one ended.")
def learning_rate_walk__recomputes_from_w0(w0, grads, lr):
    return [w0] + [w0 - lr * grad for grad in grads]


@mistake("learning_rate_walk", "The start is missing: the first position is w0.")
def learning_rate_walk__omits_start(w0, grads, lr):
    positions = []
    for grad in grads:
        w0 = w0 - lr * grad
        positions.append(w0)
    return positions


@mistake("learning_rate_walk", "The last position is missing: there is one more position than gradients.")
def learning_rate_walk__omits_end(w0, grads, lr):
    positions = []
    for grad in grads:
        positions.append(w0)
        w0 = w0 - lr * grad
    return positions


@mistake("learning_rate_walk", "The steps come back. The positions are asked.")
def learning_rate_walk__steps_only(w0, grads, lr):
    return [w0] + [-lr * grad for grad in grads]


@mistake("learning_rate_walk", "The learning rate is left out, so the steps are too long.")
def learning_rate_walk__lr_missing(w0, grads, lr):
    positions = [w0]
    for grad in grads:
        positions.append(positions[-1] - grad)
    return positions


@mistake("learning_rate_walk", "The walk ends after one step, as a return inside the loop makes it.")
def learning_rate_walk__returns_too_early(w0, grads, lr):
    positions = [w0]
    for grad in grads:
        positions.append(positions[-1] - lr * grad)
        return positions
    return positions


@mistake("learning_rate_walk", "The positions are cut down to whole numbers.")
def learning_rate_walk__integer_output(w0, grads, lr):
    positions = [int(w0)]
    for grad in grads:
        positions.append(int(positions[-1] - lr * grad))
    return positions


@mistake("learning_rate_walk", "Your function hands nothing back: it gives None. End it with return.")
def learning_rate_walk__returns_none(w0, grads, lr):
    for grad in grads:
        w0 = w0 - lr * grad
        print(w0)


@mistake("learning_rate_walk", "The answer is the one of the example in the text, whatever the walk is.")
def learning_rate_walk__hard_coded_example(w0, grads, lr):
    return [3, 1.5, 2]


@variant("learning_rate_walk")
def learning_rate_walk__with_update_step(w0, grads, lr):
    w = w0
    walk = [w]
    for g in grads:
        w = update_step(w, g, lr)
        walk.append(w)
    return np.array(walk)


@variant("learning_rate_walk")
def learning_rate_walk__cumulative(w0, grads, lr):
    return w0 - lr * np.concatenate([[0.0], np.cumsum(grads)])


@variant("learning_rate_walk")
def learning_rate_walk__tuple(w0, grads, lr):
    walk = (w0,)
    for g in grads:
        walk += (walk[-1] - g * lr,)
    return walk
