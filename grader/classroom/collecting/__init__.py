"""How do notebooks that came through a learning platform become submissions?

`archive` and `tree` read what was downloaded, file by file (`entries`). `people` says whose a file
is, `naming` and `roster` what they are called here, `recognising` which notebook it is. `choosing`
lets the last attempt count, `placing` puts it where grading looks, and `table` tells a person.
`collect` puts them together.
"""
