"""One module for each command; `klopt.cli` imports it when the command is run and takes its `command`."""
