"""How statements of delegation are read; :func:`kb.delegations.find_delegations` is the door."""
