"""How people ask, read, cite and correct."""
