"""The one error a user is meant to read."""

from pathlib import Path


class InputError(Exception):
    """Input that Parallax cannot use, told in one line: where, what, remedy.

    >>> str(InputError("corpus.toml", "the key 'date' is missing", "add it as YYYY-MM-DD"))
    "corpus.toml: the key 'date' is missing. Remedy: add it as YYYY-MM-DD."
    """

    def __init__(self, where: str | Path, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = str(where), what, remedy
        line = f"{where}: {what}. Remedy: {remedy}."
        super().__init__(" ".join(line.split()))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the line."""
        return [f"{type(self).__name__}: {self}"]

    def __reduce__(self) -> tuple:
        """It is made again from its three parts where it comes from another process."""
        return InputError, (self.where, self.what, self.remedy)
