"""How citations are found in running text; :func:`kb.citations.find_citations` is the door."""
