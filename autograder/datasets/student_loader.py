"""The students' own loader, mnist_data.py, as a module of ours: reading, checking and the digits exist only there.

It is loaded by path under a private name, so that it never is the `mnist_data` that a submission imports.
"""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

from autograder.errors import DataSetError

STUDENT_FILES = Path(__file__).resolve().parents[2] / "exercises" / "ch03_neural_networks_files"


class _NoBytecode(SourceFileLoader):
    """Leaves no __pycache__ in a folder whose files are handed to students."""

    def set_data(self, path: str, data: object, *, _mode: int = 0o666) -> None:
        """Write nothing."""


def load(name: str) -> ModuleType:
    """Return a fresh module `name` made of mnist_data.py; it is not entered in sys.modules."""
    path = STUDENT_FILES / "mnist_data.py"
    spec = spec_from_loader(name, _NoBytecode(name, str(path)))
    if spec is None or spec.loader is None or not path.is_file():
        raise DataSetError(f"{path}: missing. Restore the file from the repository.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


student_loader = load("autograder.datasets._mnist_data")
