"""Reference solutions, one module for each chapter."""
