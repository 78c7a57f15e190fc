# Alongside. On a fresh machine with only Python 3.11 or newer and make, every target here first
# installs what it needs into .venv (again only when the lock or pyproject.toml has changed).
#
#   make test ARGS="-k ladder"      passes arguments on
#   make PYTHON=/path/to/python …   chooses the Python that .venv is made with

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help rehearse test lint format soak bench changelog lock clean FORCE

VENV := .venv
PY := $(VENV)/bin/python
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python3.14 python)
PIP_INSTALL := $(PY) -m pip install --quiet --quiet

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_USER := 0
unexport PYTHONHOME PYTHONPATH

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{printf "%-18s %s\n", $$1, $$2}'

rehearse: $(VENV)/.ready ## watch, person by person, what the bot does; no account or token needed
	@$(PY) -m bot rehearse $(ARGS)

test: lint ## check style, types, boundaries, and run every test
	@$(PY) -m pytest $(ARGS)

lint: $(VENV)/.ready-dev ## check style, types and boundaries
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.ready-dev ## mend what can be mended by itself
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

soak: $(VENV)/.ready-dev ## the long runs: many more random meetings than make test tries
	@$(PY) -m pytest -m "soak or hypothesis" --hypothesis-profile=soak -o faulthandler_timeout=0 $(ARGS)

bench: $(VENV)/.ready-dev ## measure, and show each figure beside its floor
	@$(PY) -m bench $(ARGS)

changelog: $(VENV)/.ready-dev ## show the next release's notes as they stand
	@$(PY) -m towncrier build --draft --version next

lock: ## choose the newest versions that pyproject.toml allows, and write them down (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs the tool uv: pip install uv" >&2; exit 1; }
	@$(LOCK) --group dev pyproject.toml --output-file requirements-dev.lock
	@$(LOCK) --group build --constraint requirements-dev.lock pyproject.toml \
		--output-file requirements.lock

LOCK := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate

clean: ## remove everything that can be made again
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what the targets above stand on -------------------------------------------------------------

$(VENV)/.ready: requirements.lock
$(VENV)/.ready-dev: requirements-dev.lock

$(VENV)/.ready $(VENV)/.ready-dev: pyproject.toml $(PY)
	@echo "Installing what Alongside needs into $(VENV); the first time takes a minute or two."
	@$(PIP_INSTALL) --require-hashes --requirement $(filter %.lock,$^)
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# A .venv that is only half there, was moved, or whose Python has gone is made again.
ifneq ($(shell $(VENV)/bin/pip --version >/dev/null 2>&1 && echo whole),whole)
$(shell rm -f $(VENV)/.ready $(VENV)/.ready-dev)
$(PY): FORCE
endif

$(PY):
	@for python in $(PYTHONS); do \
		"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
			>/dev/null 2>&1 && exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "Alongside needs Python 3.11 or newer with its venv module, and found none: install it" \
		"(on Debian and Ubuntu: python3 and python3-venv) or name one, make PYTHON=/path/to/python." >&2; \
	exit 1
