"""The course: lessons, exercises, and the figures that they show."""
