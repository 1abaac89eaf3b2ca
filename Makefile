# The commands of the house. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := _site
PORT ?= 8321

# Where a CPU build of torch lies on disk, the constraint keeps pip from fetching the one with CUDA.
LOCAL_TORCH := constraints/local-torch.txt
CONSTRAINTS = $$($(BIN)/pip install -q --dry-run --no-index --no-deps -r $(LOCAL_TORCH) >/dev/null 2>&1 && echo "-c $(LOCAL_TORCH)")

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-fast fuzz lint format docs static bench browser clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22

demo: $(VENV)/.demo ## check, recompute, link and build the bundled vault
	@$(BIN)/teleo demo -o $(SITE)

serve: $(VENV)/.demo ## build the bundled vault and serve it on 127.0.0.1
	@$(BIN)/teleo serve --vault vault -o $(SITE) --port $(PORT)

test: $(VENV)/.dev site/node_modules browser ## run every test, the browser's included
	@HF_HUB_OFFLINE=1 $(BIN)/pytest -q -n 2 --dist loadgroup

test-fast: $(VENV)/.dev ## run the tests that need no browser and no fresh environment
	@HF_HUB_OFFLINE=1 $(BIN)/pytest -q -n 2 --dist loadgroup -m "not slow and not browser"

fuzz: $(VENV)/.dev ## try every law on a thousand examples of new seeds
	@HF_HUB_OFFLINE=1 $(BIN)/pytest -q -n 2 --dist loadgroup -m hypothesis --hypothesis-profile=fuzz

lint: $(VENV)/.dev site/node_modules ## style, types, import contracts, drift of generated docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python docs/generate.py --check
	@cd site && npm run --silent check

format: $(VENV)/.dev ## put the code and the bundled vault into their canonical form
	@$(BIN)/ruff check -q --fix .
	@$(BIN)/ruff format .
	@$(BIN)/teleo fmt vault

static: site/node_modules ## bundle the front end into site/static
	@cd site && npm run --silent build

docs: $(VENV)/.dev ## write the generated pages of docs/
	@$(BIN)/python docs/generate.py

bench: $(VENV)/.dev ## measure the budgets on 1,229 and 10,000 generated notes
	@HF_HUB_OFFLINE=1 $(BIN)/python -m tests.benchmarks.run
	@HF_HUB_OFFLINE=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.benchmarks.links

browser: $(VENV)/.dev
	@$(BIN)/python -m tests.browser

clean: ## delete the environment, the caches and the built site
	rm -rf $(VENV) $(SITE) .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache dist

site/node_modules: site/package-lock.json
	@echo "installing what the front end is bundled and tested with"
	@cd site && npm ci --silent --no-audit --no-fund
	@touch $@

$(VENV)/bin/pip:
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml $(LOCAL_TORCH) | $(VENV)/bin/pip
	@echo "installing teleo with all its extras (a few minutes the first time)"
	@$(BIN)/pip install -q --disable-pip-version-check $(CONSTRAINTS) -e '.[all]'
	@touch $@

$(VENV)/.dev: $(VENV)/.demo
	@echo "installing what the tests need"
	@$(BIN)/pip install -q --disable-pip-version-check $(CONSTRAINTS) -e '.[all,dev]'
	@touch $@
