"""Speed of the search for citations beside eyecite, and how many official cross-references are read right.

    python benchmarks/citations.py [INDEX]

Speed is in characters a second of processor time, each on made-up text of its own law with as many citations a page:
ours on Vietnamese, eyecite (pip install eyecite) on English with its default tokenizer. Where ../shared is there, ours
is timed on articles of the codification too.

INDEX is the derived data of the whole codification (cancu import phapdien, cancu index), or a catalogue file. Each
article's ``cite`` is the official way of citing it, and each of ``refs`` names the article that another one refers to.
A reference is read right when its target's official words, found by find_citations and resolved for the referring
document, lead to that document and that article. Targets that are not held are not counted.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from indexer.catalogue import Catalogue, number_key
from indexer.cited_places import held_eid
from indexer.generations import open_current
from indexer.phapdien import number_of, read_articles
from indexer.records import KnownDocument, LinkedCitation
from indexer.resolution import Resolver
from kb.citations import Citation, Context, find_citations
from kb.dates import parse_date

CODIFICATION = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "phapdien.jsonl.gz"
PAGES, SHOWN, BAR = 400, 12, 0.98

VIETNAMESE = (
    "Căn cứ khoản {a} Điều {b} Nghị định số {c}/20{d}/NĐ-CP ngày {e} tháng {a} năm 20{d} của Chính phủ quy định về "
    "khu công nghiệp, Ban Quản lý xem xét hồ sơ và trả lời doanh nghiệp bằng văn bản trong thời hạn mười lăm ngày làm "
    "việc. Trường hợp hồ sơ chưa đủ, việc bổ sung thực hiện theo Thông tư số {b}/20{d}/TT-BTC; thời hạn được tính lại "
    "từ ngày nhận đủ hồ sơ và không quá ba mươi ngày.\n"
)
ENGLISH = (
    "The court held in Doe v. Roe, {c} U.S. {b}{e}, {a}{e} (19{d}), that a park authority must answer an application "
    "in writing within fifteen working days of the day on which it was received by the office named in the notice. "
    "Where the application is not complete, the time runs again from the day of completion, {c} F.2d {b}{a} "
    "({a}th Cir. 19{d}); the whole time shall not be longer than thirty days.\n"
)


def text_of(pattern: str) -> list[str]:
    """Pages of ten paragraphs whose citations all differ."""
    paragraphs = (
        pattern.format(a=1 + n % 9, b=10 + n % 89, c=100 + n % 400, d=f"{10 + n % 14:02d}", e=10 + n % 18)
        for n in range(PAGES * 10)
    )
    return ["".join(islice(paragraphs, 10)) for _ in range(PAGES)]


def speed(name: str, find: Callable[[str], Iterable[object]], pages: list[str]) -> float:
    """Characters a second, printed with how many citations were found."""
    find(pages[0])
    started = time.process_time()
    found = sum(len(list(find(page))) for page in pages)
    taken = time.process_time() - started
    size = sum(map(len, pages))
    print(
        f"{name:34} {size / taken / 1e6:8.2f} triệu ký tự/giây  {found:7} viện dẫn trong {size / 1e6:.1f} triệu ký tự"
    )
    return size / taken


def compare() -> None:
    """Ours and eyecite in one run."""
    ours = speed("find_citations, tiếng Việt", find_citations, text_of(VIETNAMESE))
    if CODIFICATION.exists():
        articles = (article["text"] for article in islice(read_articles(CODIFICATION), 0, 60_000, 20))
        speed("find_citations, Bộ Pháp điển", find_citations, [text for text in articles if text])
    try:
        from eyecite import get_citations
    except ImportError:
        print("không có eyecite (pip install eyecite): không so sánh được")
        return
    theirs = speed("eyecite, tiếng Anh", get_citations, text_of(ENGLISH)[: PAGES // 10])
    print(f"find_citations nhanh gấp {ours / theirs:.1f} lần eyecite, tính trên mỗi ký tự")


# --- official cross-references --------------------------------------------------------------------------------------


class WithoutRegisters(Catalogue):
    """A catalogue of which only held documents are asked, so that older ones can be measured too."""

    def known(self, number: str) -> list[KnownDocument]:
        """Nothing: only targets that are held are counted."""
        return []


def open_catalogue(place: Path) -> Catalogue:
    """The catalogue of derived data, or the catalogue file itself."""
    return WithoutRegisters(place if place.is_file() else open_current(place).catalogue.path)


class Reader:
    """Reads official references and says whether each leads where it should."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._resolver = Resolver(catalogue)
        self.found = cache(find_citations)
        self.holds = cache(self._holds)

    def _holds(self, number: str, article: str) -> bool:
        """Whether an article is held."""
        return any(self._place(head.id, article) for head in self._catalogue.by_number(number))

    @cache  # noqa: B019 - one reader a run
    def _place(self, document: int, article: str) -> str:
        held = self._catalogue.provision_at(document, f"art_{article.removeprefix('Điều ').lower()}")
        return held.provision.eid if held else ""

    def verdict(self, target: dict[str, Any], context: Context) -> str:
        """ "đúng", or what went wrong."""
        citations = [citation for citation in self.found(target["cite"]) if citation.target == "external"]
        if not citations:
            return "không thấy viện dẫn"
        return self._judge(self._resolver.resolve(_first(citations), context), target)

    def _judge(self, linked: LinkedCitation, target: dict[str, Any]) -> str:
        head = linked.target
        if head is None:
            return f"không nối được ({linked.resolution})"
        if number_key(head.number) != number_key(number_of(target)) or head.issued not in _days(target):
            return "nối sai văn bản"
        wanted = self._place(head.id, target["article_id"])
        return "đúng" if held_eid(self._catalogue, head, linked.eid) == wanted else "nối sai điều"


def _first(citations: list[Citation]) -> Citation:
    """The citation that the words open with; what amended the article follows."""
    return min(citations, key=lambda citation: citation.start)


def _days(target: dict[str, Any]) -> set[object]:
    return {parse_date(target["issued"]), None}


def references(articles: dict[str, dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each official cross-reference: the article that refers, and the one that is meant."""
    for article in articles.values():
        for name in article["refs"]:
            if name in articles:
                yield article, articles[name]


def measure(name: str, reader: Reader, pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> bool:
    """Prints how many references are read right, and examples of those that are not; whether the bar is met."""
    counts: Counter[str] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    not_held = 0
    for source, target in pairs:
        if not target["doc_id"] or not reader.holds(number_of(target), target["article_id"]):
            not_held += 1
            continue
        context = Context(
            number=number_of(source) or None, issued=parse_date(source["issued"]), issuer=source["issuer"]
        )
        verdict = reader.verdict(target, context)
        counts[verdict] += 1
        if verdict != "đúng":
            missed[verdict, number_of(target)] += 1
            examples.setdefault((verdict, number_of(target)), target["cite"])
    share = counts["đúng"] / max(counts.total(), 1)
    print(
        f"{name}: {counts['đúng']}/{counts.total()} đọc đúng ({share:.2%}, mức phải đạt {BAR:.0%}), {not_held} không có"
    )
    print(f"  {dict(counts)}")
    for (verdict, number), times in missed.most_common(SHOWN):
        print(f"  {times:5} {verdict}: {number}: {examples[verdict, number][:120]}")
    return share >= BAR


def cross_references(place: Path) -> bool:
    """The bar on the codification."""
    articles = {article["pd_id"]: article for article in read_articles(CODIFICATION)}
    reader = Reader(open_catalogue(place))
    own = ((article, article) for article in articles.values())
    met = [
        measure("Cách viện dẫn chính thức của từng điều (cite)", reader, own),
        measure("Chỉ dẫn chính thức giữa các điều (refs)", reader, references(articles)),
    ]
    return all(met)


def main() -> None:
    """Exit code 1 when the bar is not met."""
    compare()
    if len(sys.argv) < 2:
        return
    if not CODIFICATION.exists():
        print("không có ../shared: bỏ phần Bộ Pháp điển")
        return
    raise SystemExit(0 if cross_references(Path(sys.argv[1])) else 1)


if __name__ == "__main__":
    main()
