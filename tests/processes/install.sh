#!/bin/sh
# What docker-compose.yml is read with, and a PostgreSQL as it is installed on servers; two packages on Debian.
missing=""
command -v docker-compose >/dev/null 2>&1 || missing="docker-compose"
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing $missing for the test of the processes…"
  # shellcheck disable=SC2086 # two words are two packages
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "The test of the processes needs $missing: install it." >&2
exit 1
