"""Programs that measure kg, and the one that trains its learned reader; run by hand."""
