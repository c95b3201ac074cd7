"""How the pure engines speak of trouble: an English sentence with a stable code for its translation."""


class Problem(str):
    """What an author should mend, as a sentence; `code` names the rule and `values` what the sentence speaks of."""

    __slots__ = ("code", "values")
    code: str
    values: dict[str, object]

    def __new__(cls, code: str, sentence: str, **values: object) -> "Problem":
        problem = super().__new__(cls, sentence.format(**values))
        problem.code, problem.values = code, values
        return problem


class InputError(ValueError):
    """What a person should change in the form, as a sentence; carries the same `code` and `values`."""

    def __init__(self, code: str, sentence: str, **values: object) -> None:
        self.code, self.values = code, values
        self.message = sentence.format(**values)
        super().__init__(self.message)
