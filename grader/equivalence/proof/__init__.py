"""Is there a proof that two expressions are equal? See `prove.prove`; one by normal forms.

To read it, start with `prove` and `normal`. What a form is made of stands in `ring`, `quotients`
and `factors`; each kind of function has a module; `definedness`, `signs` and `thin` say where a
proof holds.
"""
