# Passes a dump through, and reports the progress on standard error; `total` is its size in bytes.
# Leaves out the GTIDs of older backups, which a server would reject (3546) and which would turn off the binary log.
# Leaves out locks, because the schema must be droppable while a killed run is still loading it. Nothing else uses that
# schema.

{
    bytes += length($0) + 1
    if (bytes * 100 >= total * next_percent) {
        printf "Loading: %d %%\n", bytes * 100 / total > "/dev/stderr"
        next_percent = int(bytes * 100 / total) + 5
    }
}
/^SET @@GLOBAL.GTID_PURGED/ { gtids = 1 }
gtids { gtids = !/;$/; next }
/^SET @@SESSION.SQL_LOG_BIN|^SET @MYSQLDUMP_TEMP_LOG_BIN|^LOCK TABLES |^UNLOCK TABLES/ { next }
{ print }
