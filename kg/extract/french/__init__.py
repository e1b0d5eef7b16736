"""French articles in, events out: the second language, on the same values, tables of actors and kinds of rules."""
