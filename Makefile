# Zeggenschap: `make demo` to see it, `make test` to trust it. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo demo-data clean-demo test coverage run check format messages bench lock vendor audit setup setup-dev

PORT ?= 8000
ARGS ?=
PYTHON_BIN := .venv/bin/python
export PORT

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

demo: setup ## everything from nothing: install, build the demo board, start on http://localhost:8000
	@scripts/demo.sh

demo-data: setup ## build the demo database only
	@scripts/demo.sh build

clean-demo: ## forget the demo database, its files and its keys
	@rm -rf var/demo && echo "The demo is gone. Next: make demo"

test: setup-dev ## all tests, on SQLite; with DATABASE_URL=postgres://… on PostgreSQL
	@$(PYTHON_BIN) -m pytest -n auto --dist worksteal $(ARGS)
	@echo "Next: make check (linters and types), make coverage, make demo"

coverage: setup-dev ## the tests again, with the branches of rules, access and actions measured
	@scripts/coverage.sh

run: setup ## the portal with the settings of .env (see .env.example)
	@scripts/run.sh

check: setup-dev ## linters, types, imports, templates, migrations, deployment settings, translations
	@scripts/check.sh

format: setup-dev ## let the tools tidy code and templates
	@.venv/bin/ruff check --fix-only --quiet . ; .venv/bin/ruff format --quiet .
	@find templates -name '*.html' | xargs .venv/bin/djade --target-version 5.2 || true

messages: setup-dev ## collect the Dutch texts into locale/ and compile the translations
	@$(PYTHON_BIN) scripts/messages.py

bench: setup-dev ## rates and weights as ratios to a bare page; writes build/bench.json, build/bench_letter.json
	@scripts/bench.sh $(ARGS)

lock: setup-dev ## make both lock files again from pyproject.toml (ARGS=--upgrade for newer versions)
	@scripts/lock.sh $(ARGS)

vendor: setup-dev ## fetch the style sheets of the design system again (needs npm)
	@$(PYTHON_BIN) scripts/vendor.py

audit: setup-dev ## known vulnerabilities in the locked packages (asks the network)
	@.venv/bin/pip-audit --require-hashes --disable-pip --requirement requirements.lock

setup:
	@scripts/setup.sh runtime

setup-dev:
	@scripts/setup.sh dev
