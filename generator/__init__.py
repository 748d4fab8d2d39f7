"""Dress Rehearsal: YAML question banks in; a mock-interview handbook, dated plans and printed sheets out."""

__version__ = "0.1.0"
