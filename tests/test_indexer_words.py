"""Writing the word index and ranking by it, against a slow reading through Whoosh's public interface."""

from __future__ import annotations

import math
import os
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from whoosh import index

from indexer.words import runs
from indexer.words.ranking import Filters, WordIndex, WordQuery
from indexer.words.readings import read_wording
from indexer.words.schema import Entry, WordIndexWriter
from indexer.words.terms import FORMAL, K1, B
from indexer.words.weights import Weights, force_of
from indexer.words.wording import word_question
from kb.errors import KbError

DECREE, ZONES = "Nghị định về lao động nước ngoài", "Nghị định về khu công nghiệp"
TEXTS = [
    ("Cấp giấy phép lao động", DECREE, "Ban Quản lý cấp giấy phép lao động cho người nước ngoài."),
    ("Cấp lại giấy phép lao động", DECREE, "Giấy phép bị mất được cấp lại. Hồ sơ cấp lại gồm đơn đề nghị."),
    ("Giải thích từ ngữ", ZONES, "Khu công nghiệp là khu vực có ranh giới địa lý xác định."),
    ("Thẩm quyền của Ban Quản lý", ZONES, "Ban Quản lý được ủy quyền cấp giấy phép xây dựng trong khu."),
    ("Hiệu lực thi hành", ZONES, "Nghị định này có hiệu lực từ ngày ký."),
    ("", "Quyết định về ủy quyền", "UBND tỉnh ủy quyền cho Ban Quản lý theo Nghị định 29/2008/NĐ-CP."),
    ("Bưu chính", "Luật Bưu chính", "Giấy phép bưu chính. Dịch vụ bưu chính. Bưu chính công ích."),
    ("Lương tối thiểu", "Luật Lao động", "Mức lương tối thiểu do Chính phủ quy định; lượng và luồng là chữ khác."),
]
KINDS = ["nghi-dinh", "nghi-dinh", "nghi-dinh", "nghi-dinh", "nghi-dinh", "quyet-dinh", "luat", "luat"]
QUESTIONS = [
    "cấp giấy phép lao động",
    "giay phep lao dong",
    "khu công nghiệp là gì",
    "ủy quyền của UBND tỉnh",
    "theo Nghị định 29/2008/NĐ-CP",
    "giấy phép bưu chíng",
    "lương",
    "luong",
    "và của",
    "không có từ nào như xyzzyx",
    "nghị định này",
    "hiệu lực của nghị định này",
]


def entry(key: int) -> Entry:
    """One of the texts; the first two are of one document."""
    heading, title, body = TEXTS[key % len(TEXTS)]
    kind = KINDS[key % len(TEXTS)]
    number = "429/2004/QĐ-BKH" if kind == "quyet-dinh" else ""
    return Entry(
        key, 0 if key == 1 else key, heading, title, "Quy định chung", body, kind, "Chính phủ",
        2000 + key, number, ("29/2008/NĐ-CP",) if "29/2008" in body else (),
    )  # fmt: skip


def written(directory: Path, keys: Iterable[int], **options: int) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    with WordIndexWriter(directory, create=not any(directory.iterdir()), **options) as writer:
        for key in keys:
            writer.add(entry(key))
    return directory


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three segments, some of it deleted again."""
    directory = written(tmp_path_factory.mktemp("words") / "index", range(5))
    written(directory, range(8, 11))
    with WordIndexWriter(directory, create=False) as writer:
        writer.delete_documents([8, 9, 10])
        for key in range(5, 8):
            writer.add(entry(key))
    return directory


@pytest.fixture(scope="module")
def words(folder: Path) -> WordIndex:
    return WordIndex(folder)


def keys(found: WordIndex, question: str, **options: object) -> list[int]:
    return [hit.key for hit in found.rank(WordQuery(question, **options), 10).hits]  # type: ignore[arg-type]


class Oracle:
    """The definition of the score, term by term, from what Whoosh's public readers say."""

    def __init__(self, directory: Path) -> None:
        self.reader = index.open_dir(str(directory)).reader()
        self.columns = {name: self.reader.column_reader(name) for name in ("key", "document")}
        self.all = [place for place in self.reader.all_doc_ids() if not self.reader.is_deleted(place)]
        lengths = [self.reader.doc_field_length(place, "body") or 0 for place in self.all]
        self.average = sum(lengths) / len(lengths)

    def postings(self, name: str, variants: Iterable[str]) -> Mapping[int, float]:
        counts: dict[int, float] = defaultdict(float)
        for variant in variants:
            if (name, variant.encode()) in self.reader:
                matcher = self.reader.postings(name, variant.encode())
                while matcher.is_active():
                    counts[matcher.id()] += matcher.weight()
                    matcher.next()
        return {place: count for place, count in counts.items() if not self.reader.is_deleted(place)}

    def rarity(self, having: int) -> float:
        return math.log1p((len(self.all) - having + 0.5) / (having + 0.5)) if having else 0.0

    def length(self, place: int, name: str) -> int:
        return max(self.reader.doc_field_length(place, name) or 0, 0)

    def scores(self, found: WordIndex, question: str) -> dict[int, float]:
        wording = word_question(question)
        readings = read_wording(wording, found._store)
        weights = Weights()
        scores: dict[int, float] = dict.fromkeys(self.all, 0.0)
        content = [self.syllable(readings.variants[word]) for word in wording.content]
        total = math.fsum(self.rarity(len(fields["any"])) for fields in content) or 1.0
        for fields in content:
            share = self.rarity(len(fields["any"])) / total
            for place in fields["any"]:
                scores[place] += weights.syllables * share
            for place in fields["heading"]:
                scores[place] += weights.heading * share
            for place, count in fields["body"].items():
                damping = K1 * (1 - B + B * self.length(place, "body") / self.average)
                scores[place] += weights.saturation * share * count / (count + damping)
        for fields in (*content, *(self.syllable((word,)) for word in wording.common)):
            for place in fields["heading"]:
                scores[place] += weights.heading_words / self.length(place, "heading")
            for place in fields["title"]:
                scores[place] += weights.title_words / self.length(place, "title")
        self.add_pairs(scores, readings.pairs, wording.joined, weights)
        for place in self.all:
            kind = next(slug for slug in set(KINDS) if place in self.postings("type", [slug]))
            scores[place] += weights.force * force_of(kind)
            if wording.asks_meaning and place in self.postings("heading_pairs", ["giai thich"]):
                scores[place] += weights.meaning
            formal = any(place in self.postings("heading_pairs", [pair]) for pair in FORMAL)
            if formal and not {*FORMAL, "hieu luc", "chuyen tiep"} & set(readings.pairs):
                scores[place] -= weights.formal
            for number in wording.numbers:
                scores[place] += weights.number * (place in self.postings("identifier", [number]))
        powers: dict[int, float] = defaultdict(float)
        for place, score in scores.items():
            powers[self.columns["document"][place]] += max(score, 0) ** 4
        return {
            self.columns["key"][place]: score + weights.document * powers[self.columns["document"][place]] ** 0.25
            for place, score in scores.items()
        }

    def add_pairs(
        self, scores: dict[int, float], pairs: Iterable[str], joined: frozenset[str], weights: Weights
    ) -> None:
        having = {pair: self.postings("pairs", [pair]) for pair in pairs}
        weighed = {
            pair: self.rarity(len(places)) * (1 if pair in joined else weights.between)
            for pair, places in having.items()
        }
        total = math.fsum(weighed.values()) or 1.0
        for pair, places in having.items():
            share = weighed[pair] / total
            for place in places:
                scores[place] += weights.pairs * share
            for place in self.postings("title_pairs", [pair]):
                scores[place] += weights.title_pairs * share
            for place in self.postings("heading_pairs", [pair]):
                scores[place] += weights.heading_runs / max(self.length(place, "heading") - 1, 1)

    def syllable(self, variants: Iterable[str]) -> dict[str, Mapping[int, float]]:
        fields = {name: self.postings(name, variants) for name in ("body", "heading", "title", "ancestors")}
        everywhere = {place: 1.0 for places in fields.values() for place in places}
        return {**fields, "any": everywhere}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_scores_are_those_of_the_definition(words: WordIndex, folder: Path, question: str) -> None:
    expected = Oracle(folder).scores(words, question)
    hits = words.rank(WordQuery(question), 10).hits
    for hit in hits:
        assert hit.score == pytest.approx(expected[hit.key], rel=1e-4)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_shares_add_up_to_the_score(words: WordIndex, question: str) -> None:
    for hit in words.rank(WordQuery(question), 10).hits:
        shares = words.explain(WordQuery(question), hit.key)
        assert math.fsum(share.score for share in shares) == pytest.approx(hit.score, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("cấp giấy phép lao động", 0),
        ("cap lai giay phep lao dong", 1),
        ("khu công nghiệp là gì", 2),
        ("UBND tỉnh ủy quyền", 5),
        ("uỷ ban nhân dân tỉnh uỷ quyền", 5),
        # One letter wrong.
        ("giấy phép bưu chíng", 6),
        # Typed diacritics count: lượng and luồng stand there too.
        ("mức lương tối thiểu", 7),
    ],
)
def test_the_right_one_comes_first(words: WordIndex, question: str, first: int) -> None:
    assert keys(words, question)[0] == first


def test_words_that_occur_nowhere_are_told(words: WordIndex) -> None:
    found = words.rank(WordQuery("giấy phép bưu chíng xyzzyx"), 3)
    assert found.missing == ("chíng", "xyzzyx")
    assert found.suggestions == {"chíng": "chính"}


def test_nothing_asked_nothing_found(words: WordIndex) -> None:
    for question in ("", "   ", "xyzzyx", "?!"):
        assert words.rank(WordQuery(question), 10).hits == ()


def test_pages_follow_one_another(words: WordIndex) -> None:
    query = WordQuery("ban quản lý cấp giấy phép")
    together = words.rank(query, 4).hits
    assert words.rank(query, 2).hits + words.rank(query, 2, 2).hits == together


def test_filters_and_facets(words: WordIndex) -> None:
    found = words.rank(WordQuery("giấy phép", filters=Filters(types=frozenset({"luat"}))), 10)
    assert [hit.key for hit in found.hits] == [6]
    assert (found.total, found.facets["type"], found.facets["year"]) == (1, {"luat": 1}, {"2006": 1})
    assert keys(words, "giấy phép", filters=Filters(year_from=2001, year_to=2003)) == [1, 3]
    assert set(keys(words, "giấy phép", filters=Filters(documents=frozenset({0, 6})))) == {0, 1, 6}
    assert keys(words, "giấy phép", filters=Filters(issuers=frozenset({"Quốc hội"}))) == []


def test_phrases_prefixes_and_chosen_entries(words: WordIndex) -> None:
    assert set(keys(words, "giấy phép", phrases=("cấp lại",))) == {1}
    assert set(keys(words, "giấy phép", phrases=("xây",))) == {3}
    assert set(keys(words, "giấy phép", prefixes=("xâ",))) == {3}
    assert set(keys(words, "giấy phép", prefixes=("buu", "cong"))) == {6}
    assert set(keys(words, "giấy phép", keys=frozenset({1, 6, 99}))) == {1, 6}
    assert words.allowed(WordQuery("", phrases=("cấp lại",))) == {1}


def test_the_words_that_a_hit_has(words: WordIndex) -> None:
    hit = words.rank(WordQuery("ủy quyền cấp giấy phép xây dựng"), 1).hits[0]
    assert hit.terms == ("uỷ", "quyền", "cấp", "giấy", "phép", "xây", "dựng")


def test_an_unknown_key_is_no_hit(words: WordIndex) -> None:
    with pytest.raises(KeyError):
        words.explain(WordQuery("giấy phép"), 8)


def test_many_threads_read_the_same(folder: Path) -> None:
    shared_index = WordIndex(folder)
    alone = [WordIndex(folder).rank(WordQuery(question), 5) for question in QUESTIONS]
    wrong: list[str] = []

    def ask() -> None:
        for question, expected in zip(QUESTIONS * 5, alone * 5, strict=True):
            if shared_index.rank(WordQuery(question), 5) != expected:
                wrong.append(question)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_an_update_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    old = written(tmp_path / "old", range(6))
    before = {path.name: path.read_bytes() for path in old.iterdir() if path.is_file()}
    new = tmp_path / "new"
    new.mkdir()
    for name in before:
        os.link(old / name, new / name)
    with WordIndexWriter(new, create=False) as writer:
        writer.delete_documents([0])
        writer.add(entry(6))
    assert {name: (old / name).read_bytes() for name in before} == before
    assert keys(WordIndex(old), "cấp giấy phép lao động")[0] == 0
    assert not {0, 1} & set(keys(WordIndex(new), "cấp giấy phép lao động"))
    assert keys(WordIndex(new), "bưu chính")[0] == 6


def test_what_failed_leaves_no_trace(tmp_path: Path) -> None:
    directory = written(tmp_path / "index", range(3))
    with pytest.raises(KbError), WordIndexWriter(directory, create=False) as writer:
        writer.delete_documents([2])
        writer.add(entry(3))
        writer.add(entry(-1))
    assert len(WordIndex(directory)) == 3
    assert len(WordIndex(written(directory, [3]))) == 4


def test_processes_write_what_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MOST_POSTINGS", 300)  # several runs each
    one, two = written(tmp_path / "one", range(40)), written(tmp_path / "two", range(40), processes=2)
    query = WordQuery("giấy phép bưu chính")
    of_one, of_two = (WordIndex(directory).rank(query, 40) for directory in (one, two))
    assert {(hit.key, hit.score) for hit in of_one.hits} == {(hit.key, hit.score) for hit in of_two.hits}
    assert of_one.facets == of_two.facets


def test_a_process_that_fails_fails_the_whole(tmp_path: Path) -> None:
    directory = written(tmp_path / "index", range(3))
    with pytest.raises(RuntimeError, match="KbError"), WordIndexWriter(directory, create=False, processes=2) as writer:
        writer.add(entry(-1))
    assert len(WordIndex(directory)) == 3


def test_a_folder_without_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="không có chỉ mục từ"):
        WordIndex(tmp_path)
