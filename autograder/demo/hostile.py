"""Code that wants what it must not have. What it is after is said before each."""

from autograder.demo.expected import Expected, Specimen
from autograder.demo.sheet import Sheet
from autograder.grading.result import Verdict

_WRONG = Verdict.WRONG

# A script that runs in the browser of whoever reads the notebook, the feedback or the report.
SCRIPT = "alert('injected')"
MARKUP_NAME = "name_with_markup_<img src=x onerror=alert(1)>[red]"
# Formgrader would run it, so it is refused before anything is graded, and nobody's points are touched.
_REFUSED = Expected(Verdict.INTERNAL_ERROR, accidents=frozenset({"refused"}))
_OUTPUTS = f"""
from IPython.display import HTML, SVG, Javascript, Markdown, display
display(HTML("<script>{SCRIPT}</script><img src=x onerror=\\"{SCRIPT}\\">"))
display(Javascript("{SCRIPT}"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload=\\"{SCRIPT}\\"></svg>"))
display(Markdown("<iframe srcdoc=\\"<script>{SCRIPT}</script>\\"></iframe>"))
print("</pre><script>{SCRIPT}</script> \\x1b]8;;http://example.org\\x07 \\x1b[31m red")
raise ValueError("<script>{SCRIPT}</script>")
"""
_TEXT = f'<script>{SCRIPT}</script> [a link](javascript:{SCRIPT.replace(" ", "")}) <img src=x onerror="{SCRIPT}">'

# The reference, the hidden tests, the gradebook, a neighbour's notebook. It hands in what it finds.
_READS = """
import glob, os
taken = {{}}
for place in {places!r}:
    for path in glob.glob(os.path.expanduser(place), recursive=True):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                taken[path] = file.read()
        except OSError:
            pass
print("files taken:", len(taken), *sorted(taken)[:3])

def linear_collapse(c):
    for text in taken.values():
        if "def linear_collapse" in text:
            names = {{}}
            exec(text[text.index("def linear_collapse"):].split("\\n\\n\\n")[0], names)
            return names["linear_collapse"](c)
    return 0.0
"""

# To speak to the grader in the sandbox's place.
_FRAMES = """
import os, stat, struct

def linear_collapse(c):
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<2sBIQ", b"\\xd1\\x5c", 1, 2**31, 2**40) + b"score 45" * 64)
        except OSError:
            pass
    return 0.0
"""

# To learn the hidden inputs from what the grader shows.
_PRINTS = """
import sys, warnings

def linear_collapse(c):
    told = "TO" + "LD " + repr(c)
    print(told)
    print(told, file=sys.stderr)
    warnings.warn(told)
    type(told, (Exception,), {})
    raise type("Told" + repr(c).replace(".", "_").replace("-", "m"), (ValueError,), {})(told)
"""

# To win by what is left behind or by an object that equals everything.
_SCORE = """
import json, sys
score = max_score = 45
json.dump({"score": 45, "verdict": "passed"}, open("result.json", "w"))
print(json.dumps({"score": 45, "max_score": 45, "verdict": "passed"}))
np.allclose = np.array_equal = lambda *a, **k: True
np.testing.assert_allclose = lambda *a, **k: None
sys.modules["autograder"] = sys.modules[__name__]

class Right(float):
    def __eq__(self, other): return True
    def __lt__(self, other): return True
    def __sub__(self, other): return 0.0
    __hash__ = float.__hash__

def linear_collapse(c):
    return Right(0.0)
"""


def _injects(sheet: Sheet) -> None:
    sheet.insert_before("part2", _OUTPUTS.lstrip())
    sheet.insert_before("part2", _TEXT, "markdown")
    sheet.answer("output_design", _TEXT)


def _reads(sheet: Sheet) -> None:
    root, folder = sheet.material.course_root, sheet.material.class_dir
    places = [
        f"{root}/solutions/*.py",
        f"{root}/source/*/*.ipynb",
        f"{root}/autograder/suites/*/*.py",
        f"{root}/.autograder/*",
        f"{folder}/gradebook.db",
        f"{folder}/submitted/right_reference/*/*.ipynb",
        "~/.ssh/*",
        "/etc/passwd",
        "/proc/[0-9]*/environ",
        "../*/*.ipynb",
    ]
    sheet.answer("linear_collapse", _READS.format(places=places).lstrip())


def _collapsed(verdict: Verdict) -> Expected:
    return Expected(verdict, {"linear_collapse": verdict})


SPECIMENS = (
    Specimen("html_injection", Expected(Verdict.NEEDS_REVIEW), _injects),
    Specimen(MARKUP_NAME, _REFUSED, lambda _: None),
    Specimen("reads_solutions", _collapsed(_WRONG), _reads),
    Specimen("forged_frames", _collapsed(_WRONG), lambda sheet: sheet.answer("linear_collapse", _FRAMES.lstrip())),
    Specimen(
        "prints_its_arguments",
        _collapsed(Verdict.CRASHED),
        lambda sheet: sheet.answer("linear_collapse", _PRINTS.lstrip()),
    ),
    Specimen("sets_its_score", _collapsed(_WRONG), lambda sheet: sheet.answer("linear_collapse", _SCORE.lstrip())),
)
