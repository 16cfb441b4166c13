"""SHOW: the desk's pages, the morning brief, alerts and exports. Reads the store by SQL; people's decisions go to desk.db."""
