"""What the templates are given: pure functions from answers and documents to values that only need printing."""
