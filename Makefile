# Two commands are enough: make serve, make test. They need python3 (3.11 or newer, with pip) and nothing else.

PYTHON ?= python3
PORT ?= 8000
export PYTHON PORT

python := .venv/bin/python
flask := $(python) -m flask --app app
pytest := $(python) -m pytest $(if $(CI),-p tools.no_skips)
side_by_side := -p tools.in_turns --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help serve test check fix coverage long bench lock clean app-environment test-environment

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-12s %s\n", $$1, $$2 }'

# Development is a flag that nothing else sets.
serve: export LECTERN_DEVELOPMENT := 1
serve: app-environment ## the site with its demo publication, on http://localhost:8000 (another: PORT=8001)
	@$(python) tools/port_is_free.py $(PORT)
	@mkdir -p "$${LECTERN_VAR:-var}"
	@$(flask) migrate
	@$(flask) import content
	@$(flask) demo
	@$(flask) welcome
	@exec tools/serve.sh $(python)

test: test-environment ## everything that CI runs: style, types, rules, views, house, real browser
	@tools/prepare.sh
	@$(MAKE) --no-print-directory check
	$(pytest) $(side_by_side)

check: test-environment ## style and types only
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy

fix: test-environment ## mend what ruff can mend
	$(python) -m ruff check --fix
	$(python) -m ruff format

# Counting lines nearly doubles the time of a test, so that it is not done each time.
coverage: test-environment ## how much of models, domain and views the tests go through: 95 % of the branches or more
	$(pytest) $(side_by_side) --cov tests/domain tests/views tests/house

long: test-environment ## the tests that take longer than CI should, the coverage, and rules and views on PostgreSQL
	@tools/prepare.sh
	$(pytest) -m long
	@$(MAKE) --no-print-directory coverage
	$(pytest) --engine=postgresql $(side_by_side) tests/domain tests/views

bench: test-environment ## how fast it is: ARGS="--articles 1000000 --comments 1000000" ROWS="article front" AGAINST=run.json QUICK=1
	$(python) -m benchmarks $(ARGS) $(if $(ROWS),--rows "$(ROWS)") $(if $(QUICK),--quick) $(if $(AGAINST),--against $(AGAINST))

lock: test-environment ## lock requirements/ and package-lock.json again; newer versions with UPGRADE=1
	@tools/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## take away what make and the tools made, but not the database and pictures in var/
	rm -rf .venv .tools node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

app-environment:
	@tools/environment.sh $(if $(filter postgres%,$(LECTERN_DATABASE_URL)),postgresql,app)

test-environment:
	@tools/environment.sh dev
