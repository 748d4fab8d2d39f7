# The two commands of the README are `make` and `make test`. Windows: see the README for the same steps without make.
PYTHON ?= python3
BIN := .venv/bin
TSC := tests/js/node_modules/.bin/tsc
EXAMPLE := content/candidates/ada.yml

.PHONY: all picture need test quick check serve bench lock golden clean
all: .venv/run
	@$(BIN)/rehearse site
	@$(BIN)/rehearse plan $(EXAMPLE)
	@$(BIN)/rehearse sheet coding merge-booking-windows

need:
	@sh tests/need.sh

test: .venv/test .venv/js need
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(TSC) -p tests/js
	@$(BIN)/rehearse pages  # sheets by all cores, and kept: the tests find them there
	@$(BIN)/rehearse check --sheets
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

# What finds most in a minute; make test finds the rest.
quick: .venv/test
	$(BIN)/pytest -m quick -n 2 --dist loadfile $(ARGS)

check: .venv/run
	@$(BIN)/rehearse check

serve: .venv/run
	@$(BIN)/rehearse serve

# Ours, plain Material and Zensical side by side, into BENCH.md: about ten minutes on two quiet cores. Sites of other
# sizes: make bench SIZES="100 1000 10000", which takes half an hour.
bench: .venv/test
	$(BIN)/python -m bench.run $(SIZES)

# The README's picture, anew from the site.
picture: .venv/test
	@$(BIN)/rehearse site
	@$(BIN)/python tests/picture.py

# Content or output changed on purpose: write the golden files and schemas anew, then look at the difference.
golden: .venv/test
	$(BIN)/rehearse schema
	$(BIN)/pytest -n 2 --rewrite-golden

# New versions of what we build on: needs uv.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra site --extra lock -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra site --extra lock --extra dev -o requirements-dev.txt

# What the user's cache folder has belongs to other clones as well: it is named, not deleted.
clean:
	@test ! -x $(BIN)/python || echo "cache: $$($(BIN)/python -c 'from generator.places import cache_folder; print(cache_folder(""))')"
	rm -rf build/.cache build/.sheets build/serve build/site build/sheets build/private .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/js/node_modules
	find build/docs -mindepth 1 ! -name .gitignore -delete

.venv/run: requirements.txt pyproject.toml
	@echo "setting up .venv (once, a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: .venv/run requirements-dev.txt
	@echo "setting up .venv for the tests (once, a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# TypeScript checks the site's modules. It is for the tests alone: the site is served as it is written.
.venv/js: tests/js/package-lock.json | .venv/test need
	@echo "setting up tests/js (once, seconds)"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix tests/js
	@touch $@
