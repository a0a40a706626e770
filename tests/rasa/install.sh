#!/bin/sh
# Puts real Rasa into RASA_VENV, where there is none, by the setup of the peers' folder (VNEID_PEERS).
set -eu
test ! -x "$RASA_VENV/bin/rasa" || exit 0
test -n "${VNEID_PEERS:-}" || { echo "no Rasa in $RASA_VENV; set VNEID_PEERS to install it"; exit 1; }
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$VNEID_PEERS/rasa/." "$copy"
echo "Installing real Rasa into $RASA_VENV (about 5 minutes, 2.7 GB)…"
mkdir -p "$RASA_VENV"
RASA_VENV=$(cd "$RASA_VENV" && pwd) sh -c 'cd "$1" && bash ./setup.sh' - "$copy"
