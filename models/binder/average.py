"""Averages networks that went on from one start in different ways: what each got by chance fades.

average.py --out FOLDER OLD/binder.pt=0.4 FOLDER/binder.pt=0.6
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", help="FILE=WEIGHT of each; the weights come to 1")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="binder.pt", help="of the file written")
    options = parser.parse_args()
    parts = [part.rpartition("=") for part in options.networks]
    weights = [float(weight) for _, _, weight in parts]
    if abs(sum(weights) - 1) > 1e-6:
        raise SystemExit("the weights must come to 1")
    states = [torch.load(path, map_location="cpu") for path, _, _ in parts]
    averaged = {
        name: sum(weight * state[name] for weight, state in zip(weights, states, strict=True)) for name in states[0]
    }
    torch.save(averaged, options.out / options.name)


if __name__ == "__main__":
    main()
