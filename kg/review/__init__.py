"""A built graph in; what a person should settle first out: likely merges of actors, and doubtful events."""
