"""How does an answer travel? As JSON, which one strict reader takes apart.

`payload` is the answer, `formulas` its expressions as rows, `strict` the reader of JSON itself.
"""

from grader.wire.payload import MIME, Payload, read, write

__all__ = ["MIME", "Payload", "read", "write"]
