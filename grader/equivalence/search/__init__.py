"""Is there a point at which two expressions rigorously differ? See `refute.Search`.

`points` and `critical` say where to look, `enclose` and `balls` what is seen there, and `simplest`
which point is shown.
"""
