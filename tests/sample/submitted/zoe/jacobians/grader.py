"""Not the library it is named after."""

raise SystemExit("shadowed")
