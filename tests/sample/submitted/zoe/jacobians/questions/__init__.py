"""Not the questions of the course."""

raise SystemExit("shadowed")
