"""Which company or segment a figure is about. `cast` decides; `named`, `watched`, `incidental` and `reporters` find the names."""
