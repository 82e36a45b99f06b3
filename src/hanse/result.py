"""What every answer can do: say itself, become a dictionary, and come back from one.

An answer is a frozen dataclass. Its fields are numbers, strings, tuples, mappings, numpy arrays or
other answers, so one small codec serves all of them: ``to_dict`` writes ``kind`` and ``schema``
beside the fields, NaN becomes ``null``, and ``from_dict`` brings the same object back.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Mapping
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

import numpy as np

from hanse.errors import InputError

__all__ = ["Answer", "Record", "answer_from_dict", "jsonable"]

_KINDS: dict[str, type[Record]] = {}


class Record:
    """A frozen dataclass that can be written as a dictionary and read back.

    ``kind`` names the class in files, ``schema`` counts the changes of its fields. A record whose
    numbers follow from other fields may leave them out of the file by naming them in ``derived``.
    """

    kind: ClassVar[str]
    schema: ClassVar[int] = 1
    derived: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, kind: str | None = None, **more: Any) -> None:
        super().__init_subclass__(**more)
        kind = kind or cls.__dict__.get("kind")  # a class with slots is made twice
        if kind is not None:
            cls.kind = kind
            _KINDS[kind] = cls

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON values with ``kind`` and ``schema``."""
        fields = [f for f in dataclasses.fields(self) if f.name not in self.derived]  # type: ignore[arg-type]
        body = {f.name: jsonable(getattr(self, f.name)) for f in fields}
        return {"kind": self.kind, "schema": self.schema, **body}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the record that ``to_dict`` wrote.

        Raises
        ------
        InputError
            If the kind or the schema is not this class's.
        """
        if data.get("kind") != cls.kind or data.get("schema") != cls.schema:
            found = f"kind {data.get('kind')!r}, schema {data.get('schema')!r}"
            raise InputError(
                f"{found} is not {cls.kind!r}, schema {cls.schema}",
                mend="Read it with the version of hanse that wrote it.",
            )
        hints = get_type_hints(cls)
        names = [f.name for f in dataclasses.fields(cls) if f.name not in cls.derived]  # type: ignore[arg-type]
        return cls(**{name: _restored(data[name], hints[name]) for name in names})


class Answer(Record):
    """A record that is shown to people: it prints as a paper does and tidies into a frame."""

    def to_frame(self) -> Any:
        """Return the answer as a tidy pandas frame."""
        raise TypeError(f"{type(self).__name__} has no frame")  # pragma: no cover


def answer_from_dict(data: Mapping[str, Any]) -> Record:
    """Return whichever record the dictionary holds, by its ``kind``.

    Raises
    ------
    InputError
        If no class of that kind is known.
    """
    found = _KINDS.get(str(data.get("kind")))
    if found is None:
        raise InputError(f"kind {data.get('kind')!r} is not known", mend="Import hanse.qca first.")
    return found.from_dict(data)


def jsonable(value: Any) -> Any:
    """Return the value as JSON can hold it: NaN and infinity become None, arrays lists."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, np.ndarray):
        return jsonable(value.tolist())
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    return value


def _restored(value: Any, hint: Any) -> Any:
    """Return the JSON value as the type that the field's annotation names."""
    origin, args = get_origin(hint), get_args(hint)
    if isinstance(value, Mapping) and "kind" in value and "schema" in value:
        return answer_from_dict(value)
    if hint is float:
        return math.nan if value is None else float(value)
    if hint is np.ndarray or origin is np.ndarray:
        return _array(value)
    if origin in (Union, types.UnionType):
        return _restored_union(value, args)
    if origin is tuple:
        item = args[0] if len(args) == 2 and args[1] is Ellipsis else None
        kinds = [item] * len(value) if item is not None else list(args)
        return tuple(_restored(one, kind) for one, kind in zip(value, kinds, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _restored(one, args[1]) for key, one in value.items()}
    return value


def _restored_union(value: Any, args: tuple[Any, ...]) -> Any:
    """Return the value as the first member of the union that fits it."""
    if value is None:
        return None
    if isinstance(value, list):
        fitting = [a for a in args if get_origin(a) is tuple]
        return _restored(value, fitting[0]) if fitting else value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and float in args:
        return value
    return value


def _array(value: Any) -> np.ndarray:
    """Return nested lists as an array that cannot be written to; None stands for NaN."""
    made = np.array(value, dtype=object)
    if made.size and any(isinstance(one, (float, type(None))) for one in made.ravel()):
        numbers = [np.nan if one is None else one for one in made.ravel()]
        made = np.array(numbers, dtype=np.float64).reshape(made.shape)
    else:
        made = np.array(value)
    made.setflags(write=False)
    return made
