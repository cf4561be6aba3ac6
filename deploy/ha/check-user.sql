-- Whom the health check of HAProxy signs in as. It may do nothing but ask for the state of the server.
CREATE USER IF NOT EXISTS 'haproxy'@'%';
