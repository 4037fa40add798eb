# Shuke. A machine needs Python 3.11 or newer and make; everything else goes into .venv.
#
#   make demo    set up, fold a real grocer's year, open the console
#   make run     set up and serve                  (ARGS="--port 9000" …)
#   make test    set up and prove everything       (ARGS=fast: under two minutes)
#   make check   format, lint, types, import contracts, tidy, the console's own checks
#   make bench   measure                           (ARGS=ingest for one)
#   make docs    write docs/reference from the code
#   make lock    choose versions anew within pyproject's bounds

.DEFAULT_GOAL := help
.PHONY: help setup console demo run test check bench docs lock clean
SHELL := /bin/sh

BIN := .venv/bin
ARGS ?=
PYTHON ?=
CANDIDATES := python3.13 python3.12 python3.11 python3.14 python3 python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

help:
	@sed -n 's/^#   //p' Makefile

setup: .venv/.ready console

# The packages, by name, version and hash; then Shuke itself, as it lies here.
.venv/.ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || { \
		for python in $(or $(PYTHON),$(CANDIDATES)) none; do \
			$$python -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && break; done; \
		test $$python != none || { echo "make: no Python 3.11 or newer found; set PYTHON=…"; exit 1; }; \
		$$python -m venv .venv || { rm -rf .venv; \
		echo "make: $$python cannot make environments (Debian: apt install python3-venv)"; exit 1; }; }
	@echo "Installing what requirements.lock names into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@SHUKE_SKIP_CONSOLE=1 $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@

# Built only when its sources differ; without Node on the machine, Node comes from a wheel.
console: .venv/.ready
	@$(BIN)/python hatch_build.py

demo: setup
	@$(BIN)/shuke demo $(ARGS)

run: setup
	@$(BIN)/shuke serve $(ARGS)

test: setup
	@$(BIN)/python -m tests.run $(ARGS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q tests/tidy
	@$(BIN)/python -m tests.console

bench: setup
	@$(BIN)/shuke bench $(ARGS)

docs: setup
	@$(BIN)/python docs/reference.py

lock: .venv/.ready
	@$(BIN)/python -m pip install --quiet "uv>=0.8,<1"
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
		-o requirements.lock

clean:
	rm -rf .venv src/shuke/api/static console/node_modules
