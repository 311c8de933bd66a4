"""Sandboxed grading of the course "deep learning from scratch in NumPy"."""

__version__ = "0.1.0"
