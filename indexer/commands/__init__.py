"""The commands of ``cancu`` that need no web server, by what they are for."""
