"""Parsers for the URLs of the database, Redis and the mail server in the environment."""
