# Short names for the set-up and the builds; each line only calls a script that works without make too.
PYTHON ?= python3
FILE ?=
ARGS ?=

.PHONY: run test lint bench compare screens manual survive lock deb clean

run:
	@$(PYTHON) installer/setup.py run $(if $(FILE),"$(FILE)")

test:
	@$(PYTHON) installer/setup.py test $(ARGS)

lint:
	@$(PYTHON) installer/setup.py lint

bench:
	@$(PYTHON) installer/setup.py bench $(ARGS)

compare:
	@$(PYTHON) installer/setup.py compare

screens:
	@$(PYTHON) installer/setup.py screens

manual:
	@$(PYTHON) installer/setup.py manual

survive:
	@$(PYTHON) installer/setup.py survive $(ARGS)

lock:
	@$(PYTHON) installer/setup.py lock $(ARGS)

deb:
	@$(PYTHON) installer/build.py deb amd64

clean:
	rm -rf .venv build dist out .pytest_cache .ruff_cache .hypothesis
