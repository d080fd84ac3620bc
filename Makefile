.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

# PYTHON given: that one. An activated environment other than conda's base: its own. Else .venv, made from the lock.
ifdef PYTHON
  ENV :=
else ifneq (,$(and $(CONDA_PREFIX),$(filter-out base,$(CONDA_DEFAULT_ENV))))
  PYTHON := $(CONDA_PREFIX)/bin/python
  ENV :=
else
  PYTHON := $(CURDIR)/.venv/bin/python
  ENV := .venv/.installed
endif
export PYTHONPATH := $(CURDIR)/src
export PYTHONHASHSEED := 0
RUN := "$(PYTHON)" -m analysis

.PHONY: help report test test-browser test-large picture verify data measure lab train docs lock clean

help: ## list what make can do
	@echo "make TARGET, where TARGET is one of:"
	@sed -nE 's/^([a-z-]+):.*## (.*)/  \1|\2/p' Makefile | while IFS='|' read -r t d; do printf '%-14s %s\n' "$$t" "$$d"; done

report: $(ENV) ## build every corpus's pages into reports/ (one corpus: CORPUS=ferry)
	@$(RUN) report $(CORPUS)

test: $(ENV) ## run the tests, the notebooks among them
	@"$(PYTHON)" -m pytest -q $(TESTS)

test-browser: $(ENV) ## check the pages in Chromium: accessibility, widths, print, safety
	@"$(PYTHON)" -m pip install --quiet --require-hashes -r tests/browser/requirements.lock
	@"$(PYTHON)" -m pytest -q -m browser tests/browser

test-large: $(ENV) ## test what corpora of thousands of pieces need in addition (Parquet)
	@"$(PYTHON)" -m pip install --quiet --require-hashes -r tests/large.lock
	@"$(PYTHON)" -m pytest -q tests/corpus tests/tables tests/topics tests/framing/naming/test_page.py

picture: $(ENV) ## make the README's picture again
	@"$(PYTHON)" -m pip install --quiet --require-hashes -r tests/browser/requirements.lock
	@"$(PYTHON)" -m pytest -q -m browser tests/browser -k picture --picture docs/page.png

verify: $(ENV) ## recompute every table and page and compare them byte by byte
	@$(RUN) verify $(CORPUS)

data: $(ENV) ## copy the texts into data/raw from a folder: FROM=folder
	@$(RUN) data $(CORPUS) $(if $(filter undefined,$(origin FROM)),,--from "$(FROM)")

measure: $(ENV) ## recompute data/processed from the texts
	@$(RUN) measure $(CORPUS)

train: $(ENV) ## train the models again: FROM=folder of annotated data
	@$(RUN) train --data "$(FROM)"

docs: $(ENV) ## write docs/tables.md from the tables' schemas
	@$(RUN) docs

lab: $(ENV) $(if $(ENV),.venv/.lab) ## open the notebooks in JupyterLab (it prints the address, token and all)
	@cd notebooks && JUPYTER_PREFER_ENV_PATH=1 "$(PYTHON)" -m jupyterlab

clean: ## remove what was built (reports, caches); texts, figures and .venv stay
	rm -rf reports .pytest_cache .hypothesis .ruff_cache
	find src tests notebooks benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f data/processed/*/.stamp

# A Python from 3.11 up, the newest first. Installed whole or not at all: the mark comes last.
.venv/.installed: requirements.lock
	@for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  if "$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$p; break; fi; done; \
	if [ -z "$$found" ]; then echo "error: no Python 3.11 or newer with venv found. Remedy: install one (python.org, or apt install python3-venv)." >&2; exit 2; fi; \
	echo "Making .venv with $$($$found --version), once ..."; \
	rm -rf .venv && "$$found" -m venv .venv && \
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	.venv/bin/python -c 'import pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "parallax.pth").write_text(sys.argv[1])' "$(CURDIR)/src" && \
	touch $@

.venv/.lab: .venv/.installed notebooks/requirements.lock
	@"$(PYTHON)" -m pip install --quiet --disable-pip-version-check --require-hashes -r notebooks/requirements.lock
	@touch $@

lock: ## pin every dependency again (maintainers; needs uv)
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --extra test pyproject.toml -o requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --extra lab -c requirements.lock pyproject.toml -o notebooks/requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --extra browser -c requirements.lock -c notebooks/requirements.lock \
	  pyproject.toml -o tests/browser/requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --extra test --extra large -c requirements.lock pyproject.toml -o tests/large.lock
