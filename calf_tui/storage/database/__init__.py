"""The data file and its journal: schema, migrations, merging, quarantine, backups."""
