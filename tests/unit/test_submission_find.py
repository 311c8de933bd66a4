"""Which file of a submission folder is graded."""

import os

import pytest

from autograder.submission import find_notebook


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ada" / "ch03_neural_networks"
    made.mkdir(parents=True)
    return made


def put(folder, *names):
    for age, name in enumerate(reversed(names)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
        os.utime(path, (1_000_000 - age, 1_000_000 - age))


def found(folder):
    result = find_notebook(folder, "ch03_neural_networks")
    return result.path and str(result.path.relative_to(folder)), [accident.kind for accident in result.accidents]


def test_the_exact_name_wins_in_silence(folder):
    put(folder, "ch03_neural_networks.ipynb", "mnist_data.py", ".ipynb_checkpoints/ch03_neural_networks.ipynb")
    assert found(folder) == ("ch03_neural_networks.ipynb", [])


@pytest.mark.parametrize(
    "name",
    [
        "ch03_neural_networks (1).ipynb",
        "ch03_neural_networks-Copy1.ipynb",
        "CH03_Neural_Networks.IPYNB",
        "ch03_neural_networks.ipynb.txt",
        "homework.ipynb",
        "unzipped/ch03_neural_networks.ipynb",
        "näme\x1b[2J.ipynb",
    ],
)
def test_a_renamed_file_is_found_and_reported(folder, name):
    put(folder, name)
    assert found(folder) == (name, ["renamed"])


def test_among_several_the_most_similar_counts_then_the_newest(folder):
    put(folder, "old (1).ipynb", "ch03_neural_networks (1).ipynb", "ch03_neural_networks (2).ipynb")
    assert found(folder) == ("ch03_neural_networks (2).ipynb", ["renamed", "several-files"])


def test_other_files_beside_the_exact_one_are_reported(folder):
    put(folder, "ch03_neural_networks.ipynb", "ch03_neural_networks (1).ipynb")
    assert found(folder) == ("ch03_neural_networks.ipynb", ["several-files"])


def test_a_folder_of_the_right_name_does_not_hide_the_file(folder):
    put(folder, "ch03_neural_networks.ipynb/ch03_neural_networks.ipynb")
    assert found(folder) == ("ch03_neural_networks.ipynb/ch03_neural_networks.ipynb", ["renamed"])


@pytest.mark.parametrize("names", [(), ("answer.docx", "x.zip")])
def test_nothing_to_grade_is_told(folder, names):
    put(folder, *names)
    assert found(folder) == (None, ["missing"])
    message = find_notebook(folder, "ch03_neural_networks").accidents[0].message
    assert all(name in message for name in names)


def test_no_folder_at_all(folder):
    assert found(folder / "gone") == (None, ["missing"])


def test_a_folder_that_links_to_another_student_is_not_followed(folder, tmp_path):
    put(folder, "ch03_neural_networks.ipynb")
    (tmp_path / "eve").symlink_to(tmp_path / "ada")
    (tmp_path / "mallory").mkdir()
    (tmp_path / "mallory" / "ch03_neural_networks").symlink_to(folder)
    for student in ("eve", "mallory"):
        assert found(tmp_path / student / "ch03_neural_networks") == (None, ["link"])
