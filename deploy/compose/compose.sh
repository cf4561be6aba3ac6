# `compose` runs the installed Compose, 1.29 or v2; COMPOSE="docker compose" selects one if both are installed. Sourced by
# the operator's scripts.
# shellcheck shell=bash

compose() {
    local program=${COMPOSE:-}
    if [ -z "$program" ]; then
        program="docker compose"
        if command -v docker-compose >/dev/null; then program=docker-compose; fi
    fi
    # shellcheck disable=SC2086  # two words
    $program "$@"
}
