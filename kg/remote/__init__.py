"""SPARQL servers: a built graph sent to one, and queries that one answers."""
