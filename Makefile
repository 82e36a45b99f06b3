# Needs Python >= 3.11 and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
OUT ?= out

.PHONY: run test check bench clean

run: $(VENV)/installed
	$(BIN)/hanse run examples/township --out $(OUT)/township
	$(BIN)/hanse run examples/reviewed-clusters --out $(OUT)/reviewed-clusters
	$(BIN)/hanse run examples/township-survey --out $(OUT)/township-survey
	$(BIN)/hanse run examples/strategy-survey --out $(OUT)/strategy-survey
	$(BIN)/hanse run examples/observatory-panel --out $(OUT)/observatory-panel
	$(BIN)/hanse run examples/regional-cluster --out $(OUT)/regional-cluster
	$(BIN)/hanse run examples/cluster-review --out $(OUT)/cluster-review

test: $(VENV)/installed-test
	$(BIN)/python -m pytest

check: $(VENV)/installed-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest src tests/test_architecture.py tests/test_docs.py

# The peer, setqca, needs pandas 2, so the bench has a place of its own.
bench: $(VENV)-bench/installed
	$(subst $(VENV),$(VENV)-bench,$(BIN))/python -m benchmarks

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hanse needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/installed-check: $(VENV)/installed-test
	$(PIP) --editable '.[check]'
	@touch $@

$(VENV)-bench/installed: pyproject.toml benchmarks/constraints.txt
	$(PYTHON) -m venv $(VENV)-bench
	$(subst $(VENV),$(VENV)-bench,$(BIN))/python -m pip install --quiet --disable-pip-version-check \
		--constraint benchmarks/constraints.txt --editable '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-bench $(OUT)
