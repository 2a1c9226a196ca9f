"""The word index: how words are stored, asked and ranked. :class:`indexer.words.ranking.WordIndex` reads it,
:class:`indexer.words.schema.WordIndexWriter` writes it.
"""
