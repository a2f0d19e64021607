# The commands that people and CI both type. `make run` and `make test` are the two that matter.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .boot/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never

.PHONY: setup setup-dev run test check bench lock clean help

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(UV):
	@echo "· preparing the installer (uv $(UV_VERSION))" >&2
	@$(PYTHON) -m venv .boot
	@.boot/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.runtime: requirements.lock pyproject.toml | $(UV)
	@echo "· installing the product from requirements.lock" >&2
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --python $(BIN)/python --quiet --no-deps -e .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime | $(UV)
	@echo "· installing the tools of the gate from requirements-dev.lock" >&2
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/.runtime  ## install the product into .venv
setup-dev: .venv/.dev  ## and the tools of the gate

run: setup  ## prepare the database and serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/lotrinh demo --port $(PORT)

test: setup-dev  ## the whole gate
	@bash scripts/gate.sh

check: setup-dev  ## format, lint, types and layers only
	@bash scripts/gate.sh check

bench: setup-dev  ## print the benchmarks as JSON
	@$(BIN)/python -m bench

lock: $(UV)  ## make the lock files anew
	@$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header pyproject.toml -o requirements.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

clean:  ## forget the environment, never the data
	rm -rf .venv .boot .mypy_cache .ruff_cache .pytest_cache
