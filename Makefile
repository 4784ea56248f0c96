# The commands of this repository; `make` alone lists them.
# The environment lies in .venv. It is made when it is first needed, and refreshed when what it is
# made from changes. To make it with another Python: make PYTHON=python3.13

PYTHON = python3
UPGRADE =
SPHINX =
MUTATIONS ?= 1000000
FIRST_MUTATION ?= 0
BROWSER_RUNS ?= 20
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help grade release lab docs test test-fast lint soak bench env constraints

# The stamp names this folder, since an environment that was moved or copied does not work.
space := $(subst ,, )
stamp := .venv/made-in$(subst $(space),_,$(subst /,-,$(CURDIR)))
servers := .venv/etc/jupyter/jupyter_server_config.d
activate = PATH="$(CURDIR)/.venv/bin:$$PATH"
# Each file of tests stays with one worker: what its tests share is then made once. The slow ones
# come first (tests/conftest.py).
pytest = $(activate) python -m pytest -n auto --dist loadfile --no-loadscope-reorder

help: ## List these commands.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
	  printf '  make %-12s %s\n' "$$name" "$$text"; done

grade: $(stamp) ## Grade the bundled sample class and say where the results are.
	@$(activate) python tests/sample/place.py build/sample/submitted
	@$(activate) grader grade jacobians --root build/sample --isolation best

release: $(stamp) ## Write the student version of the exercises from solutions/.
	@$(activate) grader release jacobians

# nbgrader fetches to where JupyterLab was started, so that is the folder that JupyterLab shows.
lab: $(stamp) ## Open the course in JupyterLab; every answer is checked at once.
	@cd ./course && $(activate) JACOBIAN_REFERENCES="$(CURDIR)/solutions" \
	  JUPYTER_CONFIG_PATH="$$OLDPWD$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" jupyter lab \
	  --ServerApp.root_dir=. --LabApp.app_settings_dir=.jupyterlab \
	  --LabApp.default_url=/lab/tree/lessons/00_start_here.ipynb \
	  $(if $(filter 0,$(shell id -u)),--allow-root)

docs: $(stamp) ## Make the site, with every lesson run; without a network it is as complete.
	@$(activate) python -m sphinx --quiet --keep-going --fail-on-warning $(SPHINX) \
	  --conf-dir docs/site --doctree-dir build/docs-trees . build/docs
	@echo "site: $(CURDIR)/build/docs/index.html"

test: lint ## Run every check and every test, and measure what the tests reach.
	@$(pytest) --cov --cov-report=term --cov-fail-under=95

test-fast: lint ## Run the checks, the doctests and the quick tests.
	@$(pytest) -m 'not slow and not network and not browser' --hypothesis-profile=quick

lint: $(stamp) ## Check style and types.
	@$(activate) ruff check .
	@$(activate) ruff format --check .
	@$(activate) mypy

soak: $(stamp) ## Repeat what meets chance: many random examples, browsers, a million mutations.
	@i=0; while [ $$i -lt $(BROWSER_RUNS) ]; do i=$$((i + 1)); \
	  run="tests in a browser: run $$i of $(BROWSER_RUNS)"; \
	  $(pytest) tests/browser --quiet || { echo "$$run failed"; exit 1; }; \
	  echo "$$run passed"; done
	@$(activate) python -m tests.ordinary_user -m pytest tests/sandbox --quiet -p no:cacheprovider
	@$(pytest) -m hypothesis --hypothesis-profile=soak --timeout=0
	@$(activate) python -m benchmarks.fuzzing --first $(FIRST_MUTATION) --count $(MUTATIONS)

bench: $(stamp) ## Measure verdicts and times beside other methods, as tables and a picture.
	@$(activate) python -m benchmarks.run

env: $(stamp) ## Make the environment in .venv, or refresh it.

constraints: ## Pin new dependencies; with UPGRADE=--upgrade, pin the newest of all.
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/python -m pip install --quiet 'uv>=0.9,<1'
	@cp constraints.txt build/uv/resolved
	@build/uv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras \
	  --fork-strategy fewest --no-header --no-annotate --no-emit-index-url --quiet $(UPGRADE) \
	  --output-file build/uv/resolved
	@sed 's/ *;.*//' build/uv/resolved > constraints.txt
	@awk -F== 'NR == FNR { pin[$$1] = $$2; next } \
	  NF == 2 { name = $$1; sub(/^ *- /, "", name); $$0 = $$1 "==" pin[name] } 1' \
	  constraints.txt environment.yml > build/uv/environment
	@cp build/uv/environment environment.yml

$(stamp): pyproject.toml constraints.txt
	@command -v $(PYTHON) > /dev/null || { \
	  echo 'Python is missing: install Python 3.11, 3.12 or 3.13 (on Debian: python3).' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
	  echo "Python 3.11, 3.12 or 3.13 is needed, $(PYTHON) is another: try make PYTHON=python3.13" \
	  >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
	  echo "Python's module venv is missing: install it (on Debian: python3-venv)." >&2; exit 1; }
	@test -w . || { \
	  echo "This folder cannot be written: work in a clone of your own." >&2; exit 1; }
	@echo 'Making the environment in .venv: this takes a minute or two.'
	@test -e $@ || $(PYTHON) -m venv --clear .venv
	@.venv/bin/python -m pip install --quiet --constraint constraints.txt \
	  --editable '.[dask,docs,grading,postgresql,test]' || { \
	  echo 'The packages could not be installed: is a package index reached from here?' >&2; exit 1; }
	@test ! -d $(servers) || cp grader/notebook/server/*.json $(servers) # --editable leaves it out
	@touch $@
