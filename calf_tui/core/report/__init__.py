"""A report of some weeks, for a physiotherapist or oneself: what it holds, its words, its pages."""
