"""The desk's own pages: one Datasette plugin, a module a subject. Collected text is shown, never trusted."""
