"""The version of the whole product, which is written by `make release`."""

VERSION = "1.0.0"
