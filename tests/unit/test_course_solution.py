"""Reference bodies go into the stubs, and a stub that differs from its reference is refused naming both places."""

import pytest

from autograder.course.cells import Cell, Declaration, Role
from autograder.course.solution import fill_stub, read_reference
from autograder.errors import LessonError

DECLARATION = Declaration("T", "7.1", "function", (), ("f",), 1.0, None)
STUB = 'def f(x, y=1):\n    """Add."""\n    # A hint.\n    raise NotImplementedError'
REFERENCE = 'def f(x, y=1):\n    """Add."""\n\n    # The reason.\n    z = x + y\n\n    return z\n'


def fill(tmp_path, stub, reference):
    folder = tmp_path / "solutions"
    folder.mkdir()
    path = folder / "ch07.py"
    path.write_text(reference)
    cell = Cell(Role.STUB, "f", True, stub, 10, DECLARATION)  # noqa: FBT003
    return fill_stub(tmp_path / "exercises" / "ch07.py", cell, read_reference(path))


def test_the_body_stands_between_the_delimiters(tmp_path):
    assert fill(tmp_path, STUB, REFERENCE).splitlines()[2:] == [
        "    # A hint.",
        "    ### BEGIN SOLUTION",
        "    # The reason.",
        "    z = x + y",
        "",
        "    return z",
        "    ### END SOLUTION",
    ]


def test_what_the_stub_gives_is_not_repeated(tmp_path):
    stub = STUB.replace("# A hint.", "z = x + y")
    filled = fill(tmp_path, stub, REFERENCE)
    assert filled.count("z = x + y") == 1
    assert filled.index("z = x + y") < filled.index("### BEGIN")


def test_annotations_of_the_reference_do_not_have_to_stand_in_the_stub(tmp_path):
    assert "return z" in fill(tmp_path, STUB, REFERENCE.replace("(x, y=1)", "(x: int, y: int=1) -> int"))


def test_annotations_and_tool_comments_stay_out_of_the_notebook(tmp_path):
    reference = """def f(x: Array, y: int = 1) -> Array:
    \"""Add.\"""
    def inner(a: Any, *b: Any, c: dict[str, int] = {}) -> Any:  # noqa: B006 - short
        return {"x: y": a, "ü": (lambda z: z)(b)}  # a -> b

    ö: Array = inner(x)  # type: ignore[misc]
    return ö
"""
    assert fill(tmp_path, STUB, reference).splitlines()[3:] == [
        "    ### BEGIN SOLUTION",
        "    def inner(a, *b, c = {}):",
        '        return {"x: y": a, "ü": (lambda z: z)(b)}  # a -> b',
        "",
        "    ö = inner(x)",
        "    return ö",
        "    ### END SOLUTION",
    ]


def test_several_functions_and_methods(tmp_path):
    methods = "    def f(self):\n        raise NotImplementedError\n\n    def given(self):\n        return 1"
    stub = f"{STUB}\n\n\nclass C:\n{methods}"
    filled = fill(tmp_path, stub, REFERENCE + "\n\nclass C:\n    def f(self):\n        return 5\n")
    assert "        ### BEGIN SOLUTION\n        return 5\n        ### END SOLUTION" in filled
    compile(filled, "cell", "exec")


@pytest.mark.parametrize(
    ("stub", "reference", "words"),
    [
        (
            STUB.replace("y=1", "y=2"),
            REFERENCE,
            "exercises/ch07.py:11: the signature of 'f' differs from solutions/ch07.py:1",
        ),
        (STUB.replace("x", "a"), REFERENCE, "the signature of 'f'"),
        (STUB.replace("x,", "x: int,"), REFERENCE, "the signature of 'f'"),
        (STUB.replace("Add.", "Sum."), REFERENCE, "the docstring of 'f' differs from solutions/ch07.py:1"),
        (STUB.replace("# A hint.", "z = x * y"), REFERENCE, "the given beginning of 'f'"),
        (STUB, "x = 1\n", "'f' has no reference. Add it to solutions/ch07.py"),
        (STUB, 'def f(x, y=1):\n    """Add."""\n', "has no body"),
        (STUB, "def f(:\n", "solutions/ch07.py: is no readable Python"),
        ("def f(:\n", REFERENCE, "exercises/ch07.py:11: the stub of 'f' is no Python"),
        ("def f(x):\n    return x", REFERENCE, "leaves nothing to write"),
        (STUB.replace("Error", "Error()"), REFERENCE, "leaves nothing to write"),
        (STUB + "\n\n\ndef g(): raise NotImplementedError", REFERENCE, "exercises/ch07.py:17: no hole of 'f'"),
        (STUB + '\n\n\ndef g():\n    raise NotImplementedError("later")', REFERENCE, "exercises/ch07.py:18: no hole"),
        ("def h():\n    raise NotImplementedError", REFERENCE, "declares 'f', but its stub does not define it"),
    ],
)
def test_refuses_naming_the_places(tmp_path, stub, reference, words):
    with pytest.raises(LessonError) as caught:
        fill(tmp_path, stub, reference)
    assert words in str(caught.value)
