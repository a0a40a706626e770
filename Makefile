# Everything a person or a machine runs. Needs Python 3.11 or newer with venv, and make.
PYTHON ?= python3
BIN := .venv/bin
LOCKED := .venv/.locked
# real Rasa, which test-rasa installs
RASA_VENV ?= var/rasa
# of make soak
RUNS ?= 1
# Tests run in so many processes, each with a PostgreSQL and a browser of its own; 0: in one.
TEST_PROCESSES ?= 2

.PHONY: install demo test processes-test test-peers test-rasa check bench bench-reminders soak soak-reminders soak-link-check lock clean browser

install: $(LOCKED)
	@$(BIN)/vneid-bot nlu train

$(LOCKED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=python3.11 (or newer)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { echo "Python has no venv; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing the locked packages (about a minute)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --root-user-action=ignore \
	  --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --root-user-action=ignore \
	  --no-deps --no-build-isolation --editable .
	@touch $(LOCKED)

demo: install
	@exec $(BIN)/vneid-bot demo $(ARGS)

browser:
	@sh tests/acceptance/install_browser.sh

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/vneid-bot content check

test: check browser
	$(BIN)/pytest --numprocesses $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder $(ARGS)

# docker-compose.yml as processes: one of each is killed while citizens write
processes-test: install
	@sh tests/processes/install.sh
	$(BIN)/pytest -m processes tests/processes $(ARGS)

test-peers: install
	@test -n "$(VNEID_PEERS)" || { echo "set VNEID_PEERS to the folder of the peers"; exit 1; }
	@sh tests/peers/install_sms.sh var/peers/sms
	VNEID_PEERS=$(VNEID_PEERS) $(BIN)/pytest -m peers tests/peers $(ARGS)

test-rasa: install
	@RASA_VENV=$(RASA_VENV) VNEID_PEERS=$(VNEID_PEERS) sh tests/rasa/install.sh
	RASA_VENV=$(abspath $(RASA_VENV)) $(BIN)/pytest -m rasa tests/rasa $(ARGS)

bench: install
	$(BIN)/python -m benchmarks.round_trip
	$(BIN)/python -m benchmarks $(ARGS)
	$(BIN)/python -m benchmarks.reminders.speed
	$(BIN)/python -m benchmarks.console

bench-reminders: install
	$(BIN)/python -m benchmarks.reminders.speed $(ARGS)

soak-reminders: install
	$(BIN)/python -m benchmarks.reminders.soak $(ARGS)

# kills web and worker while citizens write; RUNS of 2,000 messages
soak: install
	$(BIN)/python -m benchmarks.soak --runs $(RUNS) $(ARGS)

soak-link-check: install
	$(BIN)/python -m benchmarks.link_check $(ARGS)

lock:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --quiet -o requirements.lock

clean:
	rm -rf .venv var
