"""The quick checks, one file a lesson; `questions` gathers them for the notebooks."""
