"""The version of the whole product. `make release` writes it."""

VERSION = "1.0.0"
