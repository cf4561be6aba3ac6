# Writes the position of the dump in the binary log to the file `position`, if that is set.
# Prints what a dump of mysqldump contains: its size in bytes, then `TABLE<tab>ROWS` for each table.
# Exit status 1, with the reason on standard error, for a dump that is incomplete or selects a schema itself.
# Quotes, backslashes and newlines in strings are escaped, so each opening parenthesis outside of strings starts a row.

function refuse(reason) {
    print reason > "/dev/stderr"
    refused = 1
    exit 1
}

{ bytes += length($0) + 1; completed = 0 }

/^USE |^CREATE DATABASE / { refuse("The file names its own schema: it was made with --databases.") }
position && NR < 100 && /^-- NumberPlay backup|^-- CHANGE (MASTER|REPLICATION)/ { print > position }
/^-- Dump completed/ { completed = 1 }
/^CREATE TABLE `/ { split($0, quoted, "`"); rows[quoted[2]] += 0 }

# MySQL writes many rows on one line; MariaDB writes one on each of the following lines.
/^INSERT INTO `/ {
    split(substr($0, 1, 300), quoted, "`")
    table = quoted[2]
    inserting = 1
    $0 = substr($0, index($0, " VALUES"))
}
inserting {
    gsub(/\\./, "")
    gsub(/'[^']*'/, "")
    rows[table] += gsub(/\(/, "")
    inserting = !/;$/
}

END {
    if (refused) exit 1
    if (!completed) { print "The file ends before its end." > "/dev/stderr"; exit 1 }
    printf "%d\n", bytes
    for (table in rows) printf "%s\t%d\n", table, rows[table]
}
