"""Vietnamese words: pyvi's segmentation, word for word, decoded faster.

pyvi cuts with a conditional random field of two labels ("begins a word", "goes on"). Its own decoding builds a
dictionary of strings for every syllable. The same weights, gathered once per distinct syllable, and a Viterbi over the
*difference* of the two labels' scores give the same words many times faster. The weights are read from the model file
of the installed pyvi at first use; nothing of pyvi is imported or unpickled.

>>> words("Ban Quản lý được ủy quyền cấp giấy phép theo Nghị định 29/2008/NĐ-CP")
['Ban', 'Quản_lý', 'được', 'uỷ_quyền', 'cấp', 'giấy_phép', 'theo', 'Nghị_định', '29/2008/NĐ-CP']
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from pickletools import genops
from string import punctuation
from typing import Any

import numpy as np

from kb.numbers import ORGAN, SERIAL
from kb.text import normalise

#: Longer lines are cut: the pattern for addresses is quadratic in one unbroken string.
LONGEST_LINE = 2000
_LARGEST_CACHE = 200_000
_Rows = np.ndarray[Any, np.dtype[np.void]]

# A number with a slash and a symbol; pyvi would tear it into "67 / 2003 / QĐ - UB".
_NUMBER = re.compile(rf"\b{SERIAL}(?:/(?:19|20)\d\d)?[/-]{ORGAN}(?:[/.-]{ORGAN}){{0,14}}(?!\w)")

# The tokens of pyvi's ``sylabelize``, in its order; the first alternative takes the plain words at once.
_TOKEN = re.compile(
    r"""
    [^\W\d_]+(?=[\s,;]|$)
    | [A-ZĐ]+\. | Tp\. | Mr\. | Mrs\. | Ms\. | Dr\. | ThS\.      # abbreviations
    | ==> | -> | \.\.\. | >> | \n
    | \w+://[^\s]+                                               # web
    | [a-zA-Z0-9_.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+         # e-mail
    | \d+(?:[\.,_]\d+)+
    | [^\w\s]
    | \w+
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Profile:
    """What one token adds to the score of "goes on" against "begins": its own, its right and its left neighbour's.

    ``followers``: for each syllable that makes a word or the beginning of one with it, whether they are a word, and
    what makes them a word of three.
    """

    token: str
    lower: str
    own: float
    to_next: float
    to_previous: float
    joins: bool
    capital: bool
    followers: Mapping[str, tuple[bool, frozenset[str]]]


@dataclass(frozen=True)
class _Model:
    """Weights by attribute, each the difference between the two labels, and the transitions."""

    weights: dict[str, float]
    followers: dict[str, dict[str, tuple[bool, frozenset[str]]]]
    begin_begin: float
    begin_on: float
    on_begin: float
    on_on: float

    @cached_property
    def on_from_on(self) -> float:
        """The lead above which "goes on" comes from "goes on"."""
        return self.begin_on - self.on_on

    @cached_property
    def begin_from_on(self) -> float:
        """The lead above which "begins" comes from "goes on"."""
        return self.begin_begin - self.on_begin

    def weight(self, attribute: str) -> float:
        return self.weights.get(attribute, 0.0)


def _folder() -> Path:
    spec = find_spec("pyvi")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("thiếu thư viện pyvi: cài đặt lại sản phẩm (pip install pyvi==0.1.1)")
    return Path(spec.submodule_search_locations[0]) / "models"


@cache
def _model() -> _Model:
    image = _crfsuite_image((_folder() / "pyvi3.pkl").read_bytes())
    # The header (crf1d_model.c of CRFsuite) has, from its eighth word on, where features, labels and attributes are.
    features, labels, attributes = struct.unpack_from("<3I", image, 28)
    on = _names(image, labels).index("I_W")
    names = _names(image, attributes)
    state, transition = _features(image, features)
    differences = np.zeros(len(names))
    np.add.at(differences, state["source"], np.where(state["target"] == on, state["weight"], -state["weight"]))
    weights = dict(zip(names, differences.tolist(), strict=True))
    steps = {(int(row["source"]) == on, int(row["target"]) == on): float(row["weight"]) for row in transition}
    followers = _followers((_folder() / "words.txt").read_text(encoding="utf-8"))
    return _Model(weights, followers, steps[False, False], steps[False, True], steps[True, False], steps[True, True])


def _crfsuite_image(pickled: bytes) -> bytes:
    """The model that crfsuite wrote, found among the pickle's strings without running the pickle."""
    return next(
        argument.encode("latin1")
        for _, argument, _ in genops(pickled)
        if isinstance(argument, str) and argument.startswith("lCRF")
    )


def _features(image: bytes, offset: int) -> tuple[_Rows, _Rows]:
    """State and transition features: after the chunk's name and size the count, then 20 bytes for each."""
    layout = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
    (count,) = struct.unpack_from("<I", image, offset + 8)
    features = np.frombuffer(image, layout, count, offset + 12)
    return features[features["kind"] == 0], features[features["kind"] == 1]


def _names(image: bytes, offset: int) -> list[str]:
    """The strings of a constant database (cqdb.c) by number; it keeps, for this, an array of the records' offsets."""
    count, backlinks = struct.unpack_from("<2I", image, offset + 16)
    names = []
    for (record,) in struct.iter_unpack("<I", image[offset + backlinks : offset + backlinks + 4 * count]):
        (length,) = struct.unpack_from("<I", image, offset + record + 4)
        start = offset + record + 8
        names.append(image[start : start + length - 1].decode("utf-8"))
    return names


def _followers(listed: str) -> dict[str, dict[str, tuple[bool, frozenset[str]]]]:
    """pyvi's list of words, by their first and second syllable; longer words play no part in its model."""
    words_, thirds = set[tuple[str, str]](), defaultdict[tuple[str, str], set[str]](set)
    for entry in listed.split("\n"):
        match entry.split(" "):
            case [first, second]:
                words_.add((first, second))
            case [first, second, third]:
                thirds[first, second].add(third)
    found = defaultdict[str, dict[str, tuple[bool, frozenset[str]]]](dict)
    for pair in words_ | thirds.keys():
        found[pair[0]][pair[1]] = pair in words_, frozenset(thirds.get(pair, ()))
    return dict(found)


class _Profiles(dict[str, tuple[_Profile, ...]]):
    """The profiles of the tokens in what stands between two blanks, made when first seen."""

    def __missing__(self, chunk: str) -> tuple[_Profile, ...]:
        if len(self) > _LARGEST_CACHE:
            self.clear()
        found = self[chunk] = tuple(_profile(_model(), token) for token in _TOKEN.findall(chunk))
        return found


_profiles = _Profiles()


def _profile(model: _Model, token: str) -> _Profile:
    lower, upper, title = token.lower(), token.isupper(), token.istitle()

    def shape(place: str) -> float:
        weight = model.weight(f"{place}word.lower():{lower}")
        if upper:
            weight += model.weight(f"{place}word.isupper()")
        if title:
            weight += model.weight(f"{place}word.istitle()")
        return weight

    own = model.weight("bias") + shape("") + token.isdigit() * model.weight("word.isdigit()")
    joins = token not in punctuation and not token[0].isdigit()
    followers = model.followers.get(lower, {})
    return _Profile(token, lower, own, shape("-1:"), shape("+1:"), joins, token[0].istitle(), followers)


def _leads(model: _Model, profiles: list[_Profile]) -> list[float]:
    """For each token, by how much the best path on which it "goes on" leads over the best on which it "begins".

    Viterbi; both paths and the way back follow from that difference alone.
    """
    before_word, after_word = model.weight("-1:word.bi_gram()"), model.weight("+1:word.bi_gram()")
    before_triple, after_triple = model.weight("-2:word.tri_gram()"), model.weight("+2:word.tri_gram()")
    on_on, on_begin, begin_on, begin_begin = model.on_on, model.on_begin, model.begin_on, model.begin_begin
    on_from_on, begin_from_on = model.on_from_on, model.begin_from_on
    left, count = profiles[0], len(profiles)
    score, step, of_triple = left.own, 0.0, 0.0
    leads = []
    for after, right in enumerate(profiles[1:], 2):
        score += right.to_previous
        next_score = right.own + of_triple + left.to_next
        of_triple = 0.0
        known = left.followers.get(right.lower)
        if known is not None:
            is_word, thirds = known
            if is_word:
                score += after_word
                next_score += before_word
            if thirds and after < count and profiles[after].lower in thirds:
                score += after_triple
                of_triple = before_triple
        lead = score + step
        leads.append(lead)
        step = (lead + on_on if lead > on_from_on else begin_on) - (
            lead + on_begin if lead > begin_from_on else begin_begin
        )
        left, score = right, next_score
    leads.append(score + step)
    return leads


@lru_cache(maxsize=20_000)
def _segment(piece: str) -> tuple[str, ...]:
    """The words of one line as pyvi's ``tokenize`` cuts it."""
    profiles = list(chain.from_iterable(map(_profiles.__getitem__, piece.split())))
    if not profiles:
        return ()
    model = _model()
    right, least, found = profiles[-1], 0.0, []
    word = right.token
    for left, lead in zip(profiles[-2::-1], reversed(_leads(model, profiles)), strict=False):  # the way back
        on = lead > least
        least = model.on_from_on if on else model.begin_from_on
        if on and right.joins and left.joins and (left.capital or not right.capital):
            word = f"{left.token}_{word}"
        else:
            found.append(word)
            word = left.token
        right = left
    found.append(word)
    return tuple(reversed(found))


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """The line cut at its document numbers: (text, whether it is one), in order."""
    end = 0
    for number in _NUMBER.finditer(line):
        yield line[end : number.start()], False
        yield number.group(), True
        end = number.end()
    yield line[end:], False


def words(text: str) -> list[str]:
    """The words of ``text``, the syllables of a compound joined by "_", in the new tone style.

    Document numbers stay whole. Punctuation comes as words of its own, as with pyvi.
    """
    found: list[str] = []
    for line in normalise(text).split("\n"):
        for start in range(0, len(line), LONGEST_LINE):
            for piece, is_number in _pieces(line[start : start + LONGEST_LINE]):
                if is_number:
                    found.append(piece)
                else:
                    found.extend(_segment(piece))
    return found
