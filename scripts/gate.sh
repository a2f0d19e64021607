#!/usr/bin/env bash
# The gate: what `make test` and CI run. `gate.sh check` runs only the part that starts nothing.
# Every step runs even when one before it failed; the summary at the end says what took how long, and the exit
# code is 1 when any failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" PYTHONUNBUFFERED=1 DEBIAN_FRONTEND=noninteractive
export LOTRINH_DATA="${LOTRINH_GATE_DATA:-$(mktemp -d)}"
trap '[ -n "${LOTRINH_GATE_DATA:-}" ] || rm -rf "$LOTRINH_DATA"' EXIT
unset DATABASE_URL DJANGO_SETTINGS_MODULE
MODE="${1:-all}"
SUMMARY=()
FAILED=0
LOUD=()
case "$MODE" in all | check) ;; *) echo "usage: gate.sh [check]" >&2; exit 2 ;; esac

step() { # step NAME COMMAND…
  local name="$1" began=$SECONDS code
  shift
  printf '\n── %s ──\n' "$name"
  "$@"
  code=$?
  local took=$((SECONDS - began))
  if [ $code -eq 0 ]; then SUMMARY+=("$(printf '  ok      %4d s  %s' "$took" "$name")"); else
    SUMMARY+=("$(printf '  FAILED  %4d s  %s' "$took" "$name")")
    FAILED=1
  fi
}

loud() {
  LOUD+=("$1")
  printf '\n!!!! %s\n' "$1" >&2
}

as_root() { # run as root when that needs no password; 1 otherwise
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; else return 1; fi
}

UPDATED=""
install() { # install PACKAGE…: from Debian, when it is allowed
  command -v apt-get >/dev/null || return 1
  if [ -z "$UPDATED" ]; then as_root apt-get update -qq || return 1; fi
  UPDATED=1
  as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_pg_virtualenv() {
  command -v pg_virtualenv >/dev/null && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && return 0
  echo "· installing PostgreSQL from Debian for the tests" >&2
  install postgresql && command -v pg_virtualenv >/dev/null
}

find_chromium() {
  command -v chromium >/dev/null && return 0
  echo "· installing Chromium from Debian for the browser tests" >&2
  install chromium && command -v chromium >/dev/null
}

on_sqlite() { pytest -q -n 2 --dist loadfile -p no:cacheprovider -m "not journey" tests; }

journeys() {
  if ! find_chromium; then
    echo "Chromium is missing and cannot be installed here. As root: apt-get install chromium" >&2
    return 1
  fi
  journeys_present || { echo "no browser tests yet"; return 0; }
  pytest -q -p no:cacheprovider -m journey tests
}

journeys_present() { grep -rlq --include='*.py' -E 'journey' tests/journeys; }

on_postgresql() {
  pg_virtualenv -o fsync=off -o synchronous_commit=off -o full_page_writes=off bash -c '
    export DATABASE_URL="postgresql://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE"
    python - <<PY || exit 1
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as c:
    print("PostgreSQL", c.info.server_version)
PY
    pytest -q -n 2 --dist loadfile -p no:cacheprovider -m "not journey" tests/office || exit 1
    if '"$1"'; then pytest -q -p no:cacheprovider -m journey tests/journeys/test_planning.py tests/journeys/test_chain.py; fi
  '
}

migrations() { DJANGO_SETTINGS_MODULE=lotrinh.office.project.settings_test django-admin makemigrations --check --dry-run; }

step "format" ruff format --check .
step "lint" ruff check .
step "types" mypy
step "layers" lint-imports
step "dependencies" deptry src
step "security" bandit -q -c pyproject.toml -r src
step "spelling" codespell
step "migrations" migrations
step "definitions" lotrinh definitions check
step "words" python scripts/catalogues.py check
if [ -f scripts/reference.py ]; then step "reference" python scripts/reference.py --check; fi

if [ "$MODE" = all ]; then
  step "tests on SQLite" on_sqlite
  step "journeys in Chromium" journeys
  if find_pg_virtualenv; then
    if journeys_present && command -v chromium >/dev/null; then BROWSER=true; else BROWSER=false; fi
    step "tests on PostgreSQL" on_postgresql "$BROWSER"
  else
    loud "POSTGRESQL COULD NOT BE INSTALLED: THE TESTS RAN ON SQLITE ALONE. As root: apt-get install postgresql"
  fi
fi

printf '\n══ summary ══\n'
printf '%s\n' "${SUMMARY[@]}"
for line in "${LOUD[@]:-}"; do [ -n "$line" ] && printf '!!!! %s\n' "$line"; done
printf '%s in %d s\n' "$([ $FAILED -eq 0 ] && echo 'gate: green' || echo 'gate: RED')" "$SECONDS"
exit $FAILED
