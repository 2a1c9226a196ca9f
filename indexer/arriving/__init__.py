"""Making arrival reports before a generation is switched to; :mod:`indexer.arrivals` keeps and reads them."""
