"""A corpus in; Turtle and rdflib graphs out, and back."""
