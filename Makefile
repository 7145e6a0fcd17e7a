# The machine needs Python 3.11 or newer and this make; `make PYTHON=python3.12 …` names another
# Python. Everything else is installed into .venv and node_modules, from the lock files.

PYTHON ?= python3
PY := .venv/bin/python
# Two files of tests at a time. A file stays in one process, since its tests share what is costly.
PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder
ADDRESS ?= 127.0.0.1:8000

# Material's notice about MkDocs 2 would count as a warning; the range in pyproject.toml heeds it.
export NO_MKDOCS_2_WARNING = 1

# Every process that a test starts would compile all libraries again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help serve site test test-no-browser test-long check browser mutants mutants-engine oracles bench fuzz format lock clean ready

help:
	@echo 'make serve            serve the site at http://$(ADDRESS); each save is verified, and shown or refused in the tab'
	@echo 'make site             build the site into site/'
	@echo 'make test             everything that green means: format, lint, types, strict site build, tests'
	@echo 'make test-no-browser  the same without the tests that need Chromium'
	@echo 'make test-long        the tests that take long, of which the others run a sample'
	@echo 'make mutants          make every line wrong in small ways, see it caught, and keep the results'
	@echo 'make mutants-engine   make the engine itself wrong, see its tests notice, and keep the results'
	@echo 'make oracles          ask PyTorch’s programs for our numbers too, and keep what they say (1.5 GB)'
	@echo 'make format           put the code into its format'
	@echo 'make bench            measure speed and memory'
	@echo 'make fuzz             make up expressions and texts for some minutes (MINUTES=5, SEED=…)'
	@echo 'make lock             write the lock files anew (UPGRADE=--upgrade for newer versions)'
	@echo 'make clean            remove everything that was made'
	@echo 'The first of them installs what is needed into .venv and node_modules.'

ready:
	@command -v $(PYTHON) >/dev/null || { \
	  echo 'Python 3.11 or newer is needed, and there is no $(PYTHON) here: install it or name the one to use, as in `make PYTHON=python3.12`.' >&2; exit 1; }
	@$(PYTHON) -m tools.prepare

serve: ready
	@$(PY) -m tools.address $(ADDRESS)
	@$(PY) -m solutions.web.serve $(ADDRESS)

site: ready
	$(PY) -m mkdocs build --strict

check: ready
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

browser: ready
	@$(PY) -m tools.browser

test: check browser site
	$(PY) -m pytest $(PARALLEL) -m 'not long'

test-no-browser: check site
	$(PY) -m pytest $(PARALLEL) -m 'not browser and not long'

test-long: check site
	$(PY) -m pytest $(PARALLEL) -m long
	$(PY) -m pytest $(PARALLEL) --hypothesis-profile long $$(grep -rl --include='test_*.py' hypothesis tests)

mutants: ready
	$(PY) -m solutions mutate --publish

mutants-engine: ready
	$(PY) -m solutions mutate-engine --publish

oracles: ready
	@$(PY) -m tools.oracles
	.venv-oracles/bin/python -m solutions oracles --publish

bench: site
	$(PY) -m bench

MINUTES ?= 5
fuzz: ready
	$(PY) -m tests.answers.fuzz --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

format: ready
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: ready
	$(PY) -m uv pip compile pyproject.toml --group dev --group set-up --universal \
	  --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --quiet --output-file requirements.lock $(UPGRADE)
	PATH="$(CURDIR)/.venv/bin:$$PATH" npm install --package-lock-only

clean:
	rm -rf .venv .venv-oracles .setup .cache node_modules site .site.new-* .mypy_cache .ruff_cache .pytest_cache .hypothesis
