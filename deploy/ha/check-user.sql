-- The user that HAProxy's health check connects as. It can only read the state of the server.
CREATE USER IF NOT EXISTS 'haproxy'@'%';
