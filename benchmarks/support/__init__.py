"""What the benchmarks share. Importing it makes the project importable, whatever folder a benchmark is started from."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CHAPTER = "ch03_neural_networks"
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))
