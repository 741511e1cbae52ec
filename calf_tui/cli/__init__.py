"""The command line: arguments, commands, reports. May import every other package."""
