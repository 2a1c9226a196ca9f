# make serve   set up and open the product on its own corpus at http://127.0.0.1:8000
# make test    set up and pass the whole suite

# The first Python that runs and is new enough: a name on the PATH may be a shim of a version that is not there.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin

.PHONY: serve test check scores bench clean

serve: .venv/ready
	$(BIN)/cancu serve

test: .venv/ready-dev check
	$(BIN)/python -m pytest

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

scores: .venv/ready-dev
	$(BIN)/python benchmarks/scores.py

bench: .venv/ready-dev
	$(BIN)/python benchmarks/first_light.py
	$(BIN)/python -m benchmarks.readers

.venv/ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Căn Cứ cần Python 3.11 trở lên. Đặt PYTHON=… nếu Python mới ở chỗ khác."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache
