"""What a person typed: settings, watch list, and errors that name file and line. Leaves the source list to crawler."""
