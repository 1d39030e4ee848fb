# Two commands do everything: `make ui` opens the page, `make test` runs all tests.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
TORCH := torch==2.13.0
TORCH_CPU := https://download.pytorch.org/whl/cpu
# Modules are compiled when they are first loaded: most never are, and to compile all takes as long as to install them.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.PHONY: ui index test check audit wheel-test lock clean

ui: index
	$(BIN)/answerbook ui --port $(PORT)

index: $(VENV)/.installed
	$(BIN)/answerbook index

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

# What reads the code without running it.
check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --severity-level medium --recursive corpus index retriever ui

# Known vulnerabilities of what is installed, where the package index hands out that data.
audit: $(VENV)/.installed-test
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements/run.lock -r requirements/torch.lock --progress-spinner off

# The wheel, built and installed in an empty environment outside the checkout, answers a question.
wheel-test: $(VENV)/.installed-test
	PATH="$(abspath $(BIN)):$$PATH" sh tests/project/wheel_in_empty_environment.sh "$(PYTHON)"

# Pin every version, with hashes, for every platform; needs uv.
lock:
	sh requirements/lock.sh

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Answerbook needs Python 3.11 or newer; name one: make PYTHON=python3.12' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# Linux gets PyTorch's CPU build, a tenth of the size of the default one: a wheel that pip's own settings offer,
# else PyTorch's index of CPU builds. Elsewhere the default build is the CPU one.
$(VENV)/.torch: $(VENV)/bin/python requirements/torch.lock
	if [ "$$(uname -s)" = Linux ]; then \
		$(PIP) --no-index --no-deps --require-hashes -r requirements/torch.lock 2>/dev/null \
		|| $(PIP) --no-deps --index-url $(TORCH_CPU) $(TORCH); \
	else \
		$(PIP) --no-deps --require-hashes -r requirements/torch.lock; \
	fi
	@touch $@

$(VENV)/.installed: $(VENV)/.torch requirements/run.lock pyproject.toml
	$(PIP) --no-deps --require-hashes -r requirements/run.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements/test.lock
	$(PIP) --no-deps --require-hashes -r requirements/test.lock
	@touch $@
