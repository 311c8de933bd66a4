"""The students' own loader, mnist_data.py, as a module of ours: reading, checking and the digits exist only there.

It is loaded by path under a private name, so that it never is the `mnist_data` that a submission imports.
"""

import importlib.util
from pathlib import Path
from types import ModuleType

from autograder.errors import DataSetError

STUDENT_FILES = Path(__file__).resolve().parents[2] / "exercises" / "ch03_neural_networks_files"


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("autograder.datasets._mnist_data", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise DataSetError(f"{path}: missing. Restore the file from the repository.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


student_loader = _load(STUDENT_FILES / "mnist_data.py")
