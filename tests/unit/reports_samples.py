"""Made-up results for the tests of reports."""

from autograder.grading.result import ExerciseResult, SubmissionResult, TestResult, Verdict
from autograder.submission.accidents import Accident

POINTS = {"step_function": 2, "sigmoid": 2, "relu": 2, "softmax": 8, "forward": 5, "output_design": 2}


def check(name="test_rows", verdict="passed", score=1.0, max_score=1.0, fact="Each row sums to 1.", message=""):
    return TestResult(id=name, verdict=Verdict(verdict), score=score, max_score=max_score, fact=fact, message=message)


def exercise(key="softmax", verdict="passed", score=None, **fields):
    best = float(POINTS.get(key, 2))
    fields = {
        "title": f"The {key}",
        "section": "3.5.2",
        "max_score": best,
        "mistakes": (),
        "messages": (),
        "tests": (check(),),
        "line": None,
        "follow_through": 0.0,
    } | fields
    score = best if score is None and verdict == "passed" else score or 0.0
    return ExerciseResult(id=key, verdict=Verdict(verdict), score=score, **fields)


def accident(kind="renamed_file", message="The file was found under another name."):
    return Accident(kind=kind, message=message)


def submission(student="ada", exercises=None, accidents=(), verdict=None, **fields):
    exercises = (exercise(),) if exercises is None else tuple(exercises)
    fields = {
        "schema_version": 1,
        "assignment": "ch03_neural_networks",
        "score": sum(entry.score for entry in exercises),
        "max_score": float(sum(entry.max_score for entry in exercises)) or 45.0,
        "data_set": "mnist",
        "sandbox": "strict",
    } | fields
    verdict = verdict or (exercises[0].verdict if exercises else "not-attempted")
    return SubmissionResult(
        student=student, verdict=Verdict(verdict), exercises=exercises, accidents=accidents, **fields
    )


def mixed_submission(student="ada"):
    """One exercise of each verdict."""
    return submission(
        student,
        verdict="over-limit",
        accidents=(accident(),),
        exercises=(
            exercise("step_function"),
            exercise("sigmoid", "crashed", messages=("Your code stopped with a NameError: math is not defined.",)),
            exercise("relu", "over-limit", messages=("One call took more than 5 seconds of computing.",)),
            exercise(
                "softmax",
                "wrong",
                5.0,
                mistakes=("no_max_subtraction",),
                messages=("The largest score of each row is not subtracted, so exp overflows. Read 3.5.2.",),
                line="line 6: weights = np.exp(scores)",
                tests=(
                    check("test_rows", score=5.0, max_score=5.0),
                    check(
                        "test_large", "wrong", 0.0, 3.0, "Scores around 1000 give finite probabilities.", "Not finite."
                    ),
                ),
            ),
            exercise("forward", "passed", follow_through=3.0),
            exercise("matrix_layer", "not-attempted"),
            exercise("img_show", "internal-error"),
            exercise("output_design", "needs-review", tests=()),
        ),
    )
