"""The data file and its journal: tables, schema, migrations, compaction, backups, writer thread."""
