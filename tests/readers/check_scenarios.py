"""Validates scenario files against the JSON Schema: those that begin with `good` must pass, the others must not."""
