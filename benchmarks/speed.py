"""Prints how fast everything is, as ratios to jieba.cut on the same texts in the same run, and what memory it takes.

    python benchmarks/speed.py [FOLDER] [--rounds 5] [--characters 300000] [--articles 1000] [--peers ENVIRONMENT]

The stages of one article's path; whole runs over one and two processes; growth with the number and the length of
articles; and with --peers the same job done with other libraries, in an environment that is made for them. The median
over the rounds of the ratio within a round is printed, so that a busy machine slows both sides alike; of
the stages the time of the processor is counted.
"""

import argparse
from pathlib import Path

from peers import print_peers
from runs import print_growth, print_scaling
from stages import print_stages
from texts import load_texts

PEERS_CHARACTERS = 20_000
"""The peers are timed on less, once: they take minutes for what takes seconds."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus/articles"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--articles", type=int, default=1000, help="articles of a whole run")
    parser.add_argument(
        "--peers", type=Path, metavar="ENVIRONMENT", help="a virtual environment, made when there is none"
    )
    arguments = parser.parse_args()
    if not load_texts(arguments.folder, 1):
        parser.error(f"no articles in {arguments.folder}")
    print_stages(arguments.folder, arguments.characters, arguments.rounds)
    print_scaling(arguments.folder, arguments.articles, arguments.rounds)
    print_growth(arguments.folder, arguments.articles)
    if arguments.peers:
        texts = load_texts(arguments.folder, min(PEERS_CHARACTERS, arguments.characters))
        print_peers(arguments.peers, texts, arguments.rounds)


if __name__ == "__main__":
    main()
