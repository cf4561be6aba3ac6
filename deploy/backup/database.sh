# Defines where the database's client programs run. Sourced by backup and restore.
# shellcheck shell=bash
#
# They run in the Compose service `mysql` of the system that COMPOSE_FILE selects, or on this machine with
# MYSQL_DEFAULTS_FILE, an option file with host, port, user and password.

. "$(dirname "${BASH_SOURCE[0]}")/../compose/compose.sh"

export database=${MYSQL_DATABASE:-numberplay}

# MariaDB's images only have clients with MariaDB's names.
# shellcheck disable=SC2016  # expanded by the shell that runs it
client='
program=$1
shift
if ! command -v "$program" >/dev/null; then
    case $program in mysql) program=mariadb ;; mysqldump) program=mariadb-dump ;; esac
fi
exec "$program" "$@"
'

in_database() {
    local program=$1
    shift
    if [ -n "${MYSQL_DEFAULTS_FILE:-}" ]; then
        sh -c "$client" sh "$program" --defaults-file="$MYSQL_DEFAULTS_FILE" "$@"
    else
        # shellcheck disable=SC2016  # expanded by the container's shell
        compose exec -T mysql sh -c 'export MYSQL_PWD=$MYSQL_ROOT_PASSWORD'"$client" sh "$program" --user=root "$@"
    fi
}
