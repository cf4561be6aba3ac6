"""Runs the conformance cases one after another against a client program in any language."""
