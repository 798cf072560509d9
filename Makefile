# Two commands do everything on a fresh machine: `make run` and `make test`.
# PORT=8001 chooses the web port, ACADEMY_VAR=folder a separate copy of the data.

unexport PYTHONDONTWRITEBYTECODE
export ACADEMY_MODE ?= demo
export PORT ACADEMY_VAR

PYTHON ?= python3
BIN := .venv/bin
# `exec` makes make itself the parent, so that what it starts ends with it.
SERVICES := ACADEMY_TIED=1 exec $(BIN)/python -m academy.services
TEMPLATES := git ls-files -z --cached --others --exclude-standard '*.html'
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm

.PHONY: help setup run test check bench fix check-lint check-types check-floors check-templates check-django check-house
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: .venv/.ok static/build/.ok ## install what the project needs into .venv and build the style sheets

run: setup ## start everything with the demo data; Ctrl-C stops it
	@$(SERVICES) up

test: setup ## run every test, the browser journeys included
	@$(BIN)/python -m tests.chromium
	@ACADEMY_TIED=1 exec $(BIN)/python -m pytest -n 2 $(ARGS)

check: setup ## lint, types, import floors, migrations, templates, rules of the house
	@$(MAKE) --keep-going --no-print-directory check-lint check-types check-floors check-templates check-django check-house

check-lint:
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "The files above are not formatted: run make fix." >&2; exit 1; }
check-types:
	@$(BIN)/mypy academy cms courses supervision cpd_records workforce foundation manage.py
check-floors:
	@$(BIN)/lint-imports
check-templates:
	@$(BIN)/djlint --profile=django --lint --quiet templates
	@$(TEMPLATES) | xargs -0 -r $(BIN)/djade --check --target-version 5.2
check-django:
	@$(BIN)/python manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run
check-house:
	@ACADEMY_TIED=1 exec $(BIN)/python -m pytest -q tests/house

bench: setup ## measure against the budgets of the design; prints ratios
	@$(SERVICES) run $(BIN)/python -m academy.bench $(ARGS)

fix: setup ## mend what the formatters can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .
	@$(TEMPLATES) | xargs -0 -r $(BIN)/djade --target-version 5.2

.venv/.ok: requirements/bootstrap.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make environments: install the package python3-venv and try again." >&2; exit 1; }
	@echo "Installing the locked Python packages …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@$(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements/bootstrap.txt requirements/dev.txt \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

static/build/.ok: .venv/.ok package-lock.json package.json $(wildcard static/scss/*.scss static/scss/*/*.scss)
	@command -v npm >/dev/null || { echo "Node is not installed: taking it into .venv …"; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt; }
	@echo "Building the style sheets …"
	@$(NPM) ci --silent
	@$(NPM) run --silent build
	@touch $@
