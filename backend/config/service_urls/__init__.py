"""The URLs of the database, Redis and the mail server, as the environment gives them."""
