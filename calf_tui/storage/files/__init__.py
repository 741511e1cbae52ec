"""The steps of a safe write, the locks, and the names of the files beside the data file."""
