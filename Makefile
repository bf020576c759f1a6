# Everything a newcomer or a maintainer runs. Each target sets up what it needs; nothing is installed outside .venv.

# The first interpreter that starts and is new enough; override with `make test PYTHON=/path/to/python`.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CLUSTER := $(VENV)/.ready-cluster
# Two processes, each with a database and a site of its own; the tests of a file stay together.
APART := -n 2 --dist loadfile
DEMO := build/demo
DEMO_LAW := --place 天津市 --as-of 2026-06-15

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run stop test test-long lint format bench docs screenshots mutants

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## an invented county: its workbook determined, then its site in the browser; logins are printed last
	@mkdir -p $(DEMO)
	$(BIN)/tonghu invent $(DEMO)/county.xlsx $(DEMO_LAW) --all-circumstances --force
	@# status 2 says that some rows could not be read: the county is untidy on purpose
	$(BIN)/tonghu determine $(DEMO)/county.xlsx -o $(DEMO)/result.xlsx $(DEMO_LAW) \
		--values $(DEMO)/county.toml || test $$? -eq 2
	TONGHU_HOME=$(CURDIR)/$(DEMO)/site $(BIN)/tonghu demo --background

stop: ## end the site that `make run` left running
	TONGHU_HOME=$(CURDIR)/$(DEMO)/site $(BIN)/tonghu demo --stop

test: $(READY) ## the tests that take seconds; those that ask a database run on SQLite and again on PostgreSQL
	$(BIN)/pytest $(APART) -m "not slow"
	TONGHU_TEST=postgres $(BIN)/pytest $(APART) -m "not slow" tests/access tests/register tests/web

test-long: $(CLUSTER) ## the tests that take minutes or need Java
	$(BIN)/pytest $(APART) -m slow
	TONGHU_TEST=postgres $(BIN)/pytest $(APART) -m slow tests/access tests/register

lint: $(READY) ## style, types, storeys, known weaknesses, settings of an open site, and generated pages that are up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -r src -c pyproject.toml
	$(BIN)/python -m tests.open_site
	$(BIN)/python docs/generate.py --check

format: $(READY) ## mend what can be mended by a tool
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## measure; each script prints what it did and how long it took
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

docs: $(READY) ## write the generated pages again
	$(BIN)/python docs/generate.py

screenshots: $(READY) ## pictures of the main pages, for the eye (build/screenshots) and for the README (docs/pictures)
	$(BIN)/python docs/screenshots.py

mutants: $(READY) ## does a test notice when the law is changed?
	$(BIN)/mutmut run
	$(BIN)/mutmut results

# Set-up is repeated only when pyproject.toml is newer than the stamp.
$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Tonghu needs Python 3.11 or later; none was found." >&2; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || { \
		rm -rf $(VENV); echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

$(CLUSTER): $(READY)
	$(BIN)/python -m pip install --quiet --editable ".[cluster]"
	@touch $@
