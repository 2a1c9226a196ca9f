"""How files become searchable, and how a question becomes an answer. Imports kb, never web."""
