"""Random formulas against the decision procedure: is a verdict ever wrong?

`python -m benchmarks.fuzzing --count 1000` decides that many pairs, and an evaluator that shares no
code with `grader.equivalence` looks at every verdict. Each pair has a number and is made from that
number alone, so that a part of a long run can be repeated: `--first 5000 --count 100`.
"""
