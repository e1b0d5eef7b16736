"""Work that may crash, hang or eat memory in; a process of its own that does it, is heard under limits, and ends, out."""
