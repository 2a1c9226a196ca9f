"""How the parts of a document are told from its blocks; :func:`indexer.outline.outline` is the door."""
