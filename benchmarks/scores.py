"""The four gold sets, scored on their open halves, in one table. Needs ../shared, and says so when it is absent.

Each set has its own scorer, which is run as it is; the product answers through its command line, as any script would.
The questions need an index of the official codification and the two seed articles; it is kept in ``data/scores`` and
brought up to date by ``cancu index``, which takes some minutes the first time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WORK = ROOT / "data" / "scores"
CANCU = [sys.executable, "-m", "web.cli"]
SEEDS = {"000_301ba11a212bf536": "seed:hung-yen", "004_1b75b098b8bf71af": "seed:kon-tum"}


def run(*arguments: object) -> str:
    """Runs a command in the checkout; its output, or an exception with what it said."""
    done = subprocess.run([str(part) for part in arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stdout


def score(name: str, gold: Path, predictions: Path) -> dict[str, Any]:
    """What the scorer of a set says, as JSON."""
    scorer = gold.parent / "score.py"
    if name == "structure":
        out = WORK / "structure-score.json"
        run(sys.executable, scorer, gold, predictions, "--json", out)
        return dict(json.loads(out.read_text("utf-8")))
    return dict(json.loads(run(sys.executable, scorer, gold, predictions, "--json")))


def citations() -> dict[str, Any]:
    """Predictions of ``cancu citations``."""
    gold, out = SHARED / "gold/citations/dev.jsonl", WORK / "citations.jsonl"
    run(*CANCU, "citations", "--jsonl", gold, "--out", out)
    return score("citations", gold, out)


def delegations() -> dict[str, Any]:
    """Predictions of ``cancu delegations``."""
    gold, out = SHARED / "gold/delegations/dev.jsonl", WORK / "delegations.jsonl"
    run(*CANCU, "delegations", "--jsonl", gold, "--out", out)
    return score("delegations", gold, out)


def structure() -> dict[str, Any]:
    """Predictions of ``cancu read``; a file that is refused gives an empty one."""
    gold, out = SHARED / "gold/structure/gold.jsonl", WORK / "structure.jsonl"
    with out.open("w", encoding="utf-8") as lines:
        for line in gold.read_text("utf-8").splitlines():
            file = json.loads(line)["file"]
            done = subprocess.run(
                [*CANCU, "read", str(gold.parent / file), "--json"],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            record = json.loads(done.stdout) if done.returncode == 0 else {}
            lines.write(json.dumps(record | {"file": file}, ensure_ascii=False) + "\n")
    return score("structure", gold, out)


def questions() -> dict[str, Any]:
    """Predictions of ``cancu search`` over the codification and the two seed articles."""
    gold, out, corpus, data = (
        SHARED / "gold/questions/dev.jsonl",
        WORK / "questions.jsonl",
        WORK / "corpus",
        WORK / "index",
    )
    if not corpus.is_dir():
        run(*CANCU, "import", "phapdien", SHARED / "data/phapdien.jsonl.gz", "--corpus", corpus)
    run(*CANCU, "index", "--corpus", corpus, "--data", data)
    run(*CANCU, "add", "--yes", *sorted((SHARED / "data/seeds").glob("*.txt")), "--corpus", corpus, "--data", data)
    run(*CANCU, "search", "--jsonl", gold, "--limit", 10, "--out", out, "--data", data)
    return score_questions(gold, out)


def score_questions(gold: Path, answers: Path) -> dict[str, Any]:
    """What the scorer says of answers; the set calls the two seed articles by names of its own."""
    text = answers.read_text("utf-8")
    for stem, name in SEEDS.items():
        text = text.replace(f'"{stem}"', f'"{name}"')
    answers.write_text(text, "utf-8")
    return score("questions", gold, answers)


def figures(name: str, result: dict[str, Any]) -> list[tuple[str, float]]:
    """The figures of a result that the issues name bars for."""
    if name == "citations":
        rows = [(f"{kind}.{part}", result[kind][part]) for kind in ("document", "relative", "provision")
                for part in ("precision", "recall", "f1")]  # fmt: skip
        rows += [(f"field.{field}", value["accuracy"]) for field, value in result["fields"].items()]
        return [*rows, ("false alarms in passages without citations", result["no_citation_passages"][-1])]
    if name == "delegations":
        rows = [(f"facts.{part}", result["facts"][part]) for part in ("P", "R", "F1")]
        rows.append(("stance", result["stance_accuracy_on_blind_matches"]))
        rows += [(f"field.{field}", value["accuracy"]) for field, value in result["fields_on_matched"].items()
                 if "accuracy" in value]  # fmt: skip
        share = result["negative_passages_clean"] / result["negative_passages"]
        return [*rows, ("passages without delegation left clean", share)]
    if name == "structure":
        return [(figure, rate) for figure, (rate, _) in result["ALL"].items()]
    return [(figure, value) for figure, value in numbers(result) if not figure.startswith("per_kind")]


def numbers(result: dict[str, Any], prefix: str = "") -> list[tuple[str, float]]:
    """All figures of a nested result, by dotted name."""
    rows: list[tuple[str, float]] = []
    for key, value in result.items():
        if isinstance(value, dict):
            rows += numbers(value, f"{prefix}{key}.")
        elif isinstance(value, int | float):
            rows.append((f"{prefix}{key}", value))
        elif isinstance(value, list) and len(value) == 2:
            rows.append((f"{prefix}{key} (of {value[1]})", value[0]))
    return rows


def main() -> None:
    """Scores the sets named on the command line, or all four."""
    if not SHARED.is_dir():
        sys.exit("make scores cần ../shared (bộ dữ liệu mẫu); máy này không có.")
    WORK.mkdir(parents=True, exist_ok=True)
    sets = {"citations": citations, "structure": structure, "delegations": delegations, "questions": questions}
    wanted = sys.argv[1:] or list(sets)
    for name in wanted:
        print(f"== {name}", flush=True)
        for key, value in figures(name, sets[name]()):
            print(f"  {key:<44} {value:.3f}" if isinstance(value, float) else f"  {key:<44} {value}", flush=True)


if __name__ == "__main__":
    main()
