"""A notebook's parameters: what it declares, and whether what a user gives fits. Only the standard library.

The cell tagged `parameters` declares one a line, `name: type = value  # help`. The help may end with what is
allowed: `[low..high]` for numbers (either end may be left out), `{a, b, c}` for a choice, `<cue>` for what is sought in
the texts as a codebook's cue is (or nothing).
"""

import ast
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from analysis import paths
from analysis.errors import InputError

Value = str | int | float | bool
_TYPES = {"str": str, "int": int, "float": float, "bool": bool}
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_KINDS = {"str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false"}
_RANGE = re.compile(r"\[\s*([^\s\[\].]*(?:\.\d+)?)\s*\.\.\s*([^\s\[\]]*)\s*\]")
_CUE = "<cue>"
_CHOICE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Parameter:
    """A declared parameter; `low` and `high` bound a number, `choices` (if any) list all values, and `is_cue` says that
    a text is sought as a cue.
    """

    name: str
    type: str
    default: Value
    help: str = ""
    low: float = -math.inf
    high: float = math.inf
    choices: tuple[str, ...] = ()
    is_cue: bool = False

    @property
    def allowed(self) -> str:
        """What a value may be, in words."""
        kind = _KINDS[self.type]
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.is_cue:
            return "words as a codebook's cue has them, such as assassinat* or all-out war"
        if self.low > -math.inf and self.high < math.inf:
            return f"{kind} from {self.low:.12g} to {self.high:.12g}"
        if self.low > -math.inf:
            return f"{kind}, {self.low:.12g} or more"
        return f"{kind}, {self.high:.12g} or less" if self.high < math.inf else kind


def declared(notebook: Path) -> tuple[Parameter, ...]:
    """The parameters that a notebook file declares, in order.

    Raises InputError where it is no notebook, has several cells tagged `parameters`, or the cell is not of
    the form above.
    """
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(notebook.name, f"not a readable notebook ({type(error).__name__})",
                         "restore it from git, or save it again in JupyterLab") from None
    tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", ())]
    if len(tagged) > 1:
        raise InputError(notebook.name, "two cells are tagged 'parameters'", "keep one")
    return tuple(parse("".join(tagged[0]["source"]), notebook.name)) if tagged else ()


def parse(source: str, where: str) -> list[Parameter]:
    """The parameters of a cell's source. Raises InputError naming the line.

    >>> parse("top_n: int = 10  # words shown [1..50]", "a notebook")[0].allowed
    'a whole number from 1 to 50'
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise InputError(where, f"the cell 'parameters' does not parse: {error.msg}", "correct the cell") from None
    lines = source.splitlines()
    return [_parameter(statement, lines, where) for statement in statements]


def check(notebooks: Mapping[str, Iterable[Parameter]], given: Mapping[str, str]) -> dict[str, Value]:
    """Values of the given parameters (as typed by a user), for those that `notebooks` declare.

    Raises InputError for one that is ill-typed or out of range in any notebook that declares it, with what each allows;
    names not declared are left out.
    """
    values: dict[str, Value] = {}
    for name, text in given.items():
        takers = {notebook: p for notebook, known in notebooks.items() for p in known if p.name == name}
        for parameter in takers.values():
            values[name] = _typed(parameter.type, text)
            if not _fits(parameter, values[name]):
                raise _refusal(f"-p {name} {text!r}", *takers.items())
    return values


def refuse_unfit(notebook: str, variables: Mapping[str, object]) -> None:
    """Raise InputError for a parameter of a notebook (its name below `notebooks`) that is ill-typed or out of range.

    A notebook asks it of its own variables, so that a value typed into its cell is refused as one given by -p is.
    """
    for parameter in declared(paths.notebooks() / f"{notebook}.ipynb"):
        value = variables.get(parameter.name, parameter.default)
        if not _fits(parameter, value):
            raise _refusal(f"{parameter.name} = {value!r}", (notebook, parameter))


def refuse_unknown(given: Iterable[str], known: Iterable[Parameter]) -> None:
    """Raise InputError for a name that no notebook declares, or that is set by other means."""
    names = sorted({p.name for p in known} - {"corpus"})
    for name in given:
        if name == "corpus":
            raise InputError("-p corpus", "the corpus is not a parameter here",
                             "name it: python -m analysis report CORPUS")
        if name not in names:
            near = get_close_matches(name, names, 1)
            remedy = f"did you mean {near[0]}? Known are" if near else "known are"
            raise InputError(f"-p {name}", "no notebook has a parameter with that name",
                             f"{remedy} {', '.join(names)}")


def _parameter(statement: ast.stmt, lines: list[str], where: str) -> Parameter:
    line = lines[statement.lineno - 1]
    refusal = InputError(where, f"the parameter line {line!r} is not of the form name: type = value  # help",
                         f"write it so, the type one of {', '.join(_TYPES)}")
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
        raise refusal
    kind = statement.annotation.id if isinstance(statement.annotation, ast.Name) else ""
    try:
        default = ast.literal_eval(statement.value)
    except (ValueError, TypeError):
        raise refusal from None
    if kind == "float" and type(default) is int:
        default = float(default)
    if kind not in _TYPES or type(default) is not _TYPES[kind]:
        raise refusal
    text = line[statement.end_col_offset:].strip().removeprefix("#").strip()
    low, high = _bounds(text, refusal)
    parameter = Parameter(statement.target.id, kind, default, text, low, high, _choices(text), _CUE in text)
    if not _fits(parameter, default):
        raise _refusal(f"{where}: {parameter.name} = {default!r}", (where, parameter))
    return parameter


def _bounds(text: str, refusal: InputError) -> tuple[float, float]:
    found = _RANGE.search(text)
    try:
        low, high = found.groups() if found else ("", "")
        return float(low or "-inf"), float(high or "inf")
    except ValueError:
        raise refusal from None


def _choices(text: str) -> tuple[str, ...]:
    found = _CHOICE.search(text)
    return tuple(c.strip().strip("'\"") for c in found[1].split(",")) if found else ()


def _fits(parameter: Parameter, value: object) -> bool:
    """Whether a value is of the declared type, and among what is allowed; a whole number is a number."""
    if type(value) is not _TYPES[parameter.type] and not (parameter.type == "float" and type(value) is int):
        return False
    if parameter.choices and str(value) not in parameter.choices:
        return False
    if parameter.is_cue and value:
        from analysis.codebook.cues import fault  # its package takes longer to come than a run with nothing to do

        return fault(value) is None
    if parameter.type in ("int", "float"):
        finite = type(value) is int or math.isfinite(value)  # an int may be too long for a float
        return finite and parameter.low <= value <= parameter.high
    return True


def _refusal(where: str, *takers: tuple[str, Parameter]) -> InputError:
    """The error of a value; `takers` are the notebooks whose parameter it was to be."""
    allowed = list(dict.fromkeys(p.allowed for _, p in takers))
    each = ", ".join(f"{notebook} {p.allowed}" for notebook, p in takers)
    remedy = allowed[0] if len(allowed) == 1 else f"what every notebook takes that has it ({each})"
    return InputError(where, "not a value of this parameter", f"give {remedy}")


def _typed(kind: str, text: str) -> Value | None:
    """The text as a value of that type; None where it is none."""
    if kind == "str":
        return text
    if kind == "bool":
        return _TRUTH.get(text.strip().lower())
    try:
        return int(text, 10) if kind == "int" else float(text)
    except ValueError:
        return None
