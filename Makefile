# Two commands do everything from a fresh clone: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
KG := $(VENV)/bin/kg
OUT := out

.PHONY: demo test lint wheel clean

demo: $(VENV)/.installed
	@mkdir -p $(OUT)
	$(KG) build examples/articles -g $(OUT)/example.kg
	$(KG) query examples/queries/who-did-what.rq -g $(OUT)/example.kg --format table
	$(KG) ask Rusia Iran -g $(OUT)/example.kg --format table
	$(KG) view -g $(OUT)/example.kg -o $(OUT)/example.html --title "Example: Russia and Iran, and news from Indonesia"
	@echo "The page: $(abspath $(OUT)/example.html)"

test: $(VENV)/.tested
	OMP_NUM_THREADS=1 $(VENV)/bin/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.tested
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

wheel: $(VENV)/.tested
	$(VENV)/bin/python -m build --wheel --outdir dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev,browser]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info
