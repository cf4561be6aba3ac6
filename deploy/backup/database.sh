# Defines where the database's client programs run. Sourced by backup and restore.
# shellcheck shell=bash
#
# They run in the Compose service `mysql` of the system that COMPOSE_FILE selects, or on this machine with
# MYSQL_DEFAULTS_FILE, an option file with host, port, user and password.

. "$(dirname "${BASH_SOURCE[0]}")/../compose/compose.sh"

export database=${MYSQL_DATABASE:-numberplay}

# Compose takes a path that begins with neither a dot nor a slash for the name of a volume.
for name in AGE_RECIPIENTS_FILE BINLOG_FOLDER METRICS_FOLDER; do
    case ${!name:-/} in [./]*) ;; *) export "$name=./${!name}" ;; esac
done

# MariaDB's images only have clients with MariaDB's names.
# shellcheck disable=SC2016  # expanded by the shell that runs it
client='
program=$1
shift
if ! command -v "$program" >/dev/null; then
    case $program in mysql) program=mariadb ;; mysqldump) program=mariadb-dump ;;
        mysqlbinlog) program=mariadb-binlog ;;
    esac
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

refuse() { echo "$*" >&2 && exit 1; }
begin() { step=$1 && echo "${step^}" >&2; }
family() { case $1 in *MariaDB*) echo MariaDB ;; *) echo MySQL ;; esac; }
migrations() { sql "SELECT app, name FROM \`$1\`.django_migrations ORDER BY app, name"; }

# Ids of rows that a restore to this schema loses aren't used again, because a token, a socket or a queued task may still
# refer to them. The margin covers rows that are created until it is served, and those of a server that was lost.
keep_ids_unique() {
    local schema=$1 statements
    statements=$(sql "/*!80000 SET SESSION information_schema_stats_expiry = 0 */;
        SELECT CONCAT('ALTER TABLE \`$schema\`.\`', table_name, '\` AUTO_INCREMENT = ', MAX(auto_increment) + 1000000, ';')
        FROM information_schema.tables WHERE table_schema IN ('$database', '$schema')
        GROUP BY table_name HAVING SUM(table_schema = '$schema') > 0 AND MAX(auto_increment) > 0")
    sql "$statements"
}

# mysqlbinlog, which MySQL's images lack. It reads the logs from its standard input.
in_binlogs() {
    if [ -n "${MYSQL_DEFAULTS_FILE:-}" ]; then
        sh -c "$client" sh mysqlbinlog --no-defaults "$@"
    else
        compose run --rm --no-deps -T binlogs mysqlbinlog --no-defaults "$@"
    fi
}

sql() {
    in_database mysql --batch --raw --skip-column-names --init-command "SET SESSION lock_wait_timeout = 10" --execute "$1" </dev/null
}

binlogs() {
    local module=$1
    shift
    PYTHONPATH=$(dirname "${BASH_SOURCE[0]}") python3 -m "binlogs.$module" "$@"
}

metric() {
    if [ -n "${METRICS_FOLDER:-}" ]; then binlogs metrics "$@"; fi
}
