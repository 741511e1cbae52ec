"""The rules of training: standard library only, no clock, no file, no thread."""
