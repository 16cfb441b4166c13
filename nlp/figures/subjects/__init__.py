"""Which company or segment a figure is about. `cast` decides; `named`, `incidental` and `reporters` find the names."""
