"""TCP proxies that lose what a network can lose: an answer, a connection, a message."""
