# Every target sets up what it needs; nothing has to be installed by hand but Python 3.11 or newer.
#
#   make demo    build the course, grade a made-up class, show the table
#   make test    the project's own tests        JOBS=2, PYTEST_ARGS="-k softmax"
#   make lint    ruff and mypy
#   make build   exercises/ + solutions/ -> source/ -> release/
#   make check   prove the course: references pass, known mistakes lose points        JOBS=2 FULL=--full-trainings
#   make check-seeds  the catalogue with many secrets, without the sandbox            SEEDS=100
#   make mutants prove the suites: references with one small change lose points   CHAPTERS="ch03"
#   make bench   print the measurements
#   make calibrate   how far right and wrong trainings come; see docs/thresholds.md
#   make venv    only the virtual environment   PYTHON=/path/to/python3.12

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.requirements-installed
JOBS ?= 2
SEEDS ?= 100
PYTEST_ARGS ?=
CHAPTERS ?= ch03
FULL ?=
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# Looked up when the environment is made, not each time make starts.
find_python = for name in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$name" -c '$(NEW_ENOUGH)' 2>/dev/null; then command -v "$$name"; exit 0; fi; done; \
	echo "make: no Python 3.11 or newer found. Install one (Debian, Ubuntu: apt install python3 python3-venv)" \
	  "or name one: make venv PYTHON=/path/to/python3.12" >&2; exit 1

.PHONY: help venv demo test lint build check check-seeds mutants bench calibrate

help:
	@sed -n 's/^#   //p' Makefile

venv: $(STAMP)

# An environment of an older Python, or one left half made, is made anew.
$(STAMP): requirements.txt
	@$(PY) -c '$(NEW_ENOUGH)' 2>/dev/null && $(PY) -m pip --version >/dev/null 2>&1 || { \
	  python=$$($(find_python)); \
	  echo "make: creating $(VENV) with $$python"; \
	  "$$python" -m venv --clear $(VENV) || { \
	    echo "make: $$python cannot make a virtual environment. Debian, Ubuntu: apt install python3-venv" >&2; exit 1; }; }
	@echo "make: installing requirements.txt into $(VENV); the first time takes a minute or more"
	@$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

demo: venv
	$(PY) -m autograder demo

test: venv
	$(PY) -m pytest -n $(JOBS) $(PYTEST_ARGS)

lint: venv
	$(PY) -m ruff check .
	$(PY) -m mypy

build: venv
	$(PY) -m autograder build

check: venv
	$(PY) -m autograder check --jobs $(JOBS) $(FULL)

check-seeds: venv
	$(PY) -m autograder check --jobs $(JOBS) --seeds $(SEEDS)

mutants: venv
	@for chapter in $(CHAPTERS); do $(PY) -m autograder mutants "$$chapter" --jobs $(JOBS); done

bench: venv
	@shopt -s nullglob; for script in benchmarks/*.py; do echo "== $$script"; $(PY) "$$script"; done

calibrate: venv
	OPENBLAS_NUM_THREADS=1 $(PY) -m autograder.grading.calibration
