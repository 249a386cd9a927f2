"""Checks a published ballot with the standard library alone: python check_ballot.py RESULTS.csv SEED COMMITMENT."""

import csv
import sys
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path


def digest(text):
    """Return the SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def read(file):
    """Return the wishes in the order in which they came up."""
    with Path(file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def together(rows):
    """Count the subjects that were given one right after the other: only those that ask for each other may be."""
    counts, last = Counter(), None
    for row in (one for one in rows if one["outcome"] == "granted"):
        turn = row["class"], row["turn"], row["ticket"]
        if last and last[0] == turn:
            counts[tuple(sorted((last[1], row["subject"])))] += 1
        last = turn, row["subject"]
    return counts


def problems(rows, seed, commitment):
    """Yield whatever doesn't follow from seed and tickets."""
    if digest(seed) != commitment:
        yield "the seed is not the one that was committed to"
    if [int(row["sequence"]) for row in rows] != list(range(1, len(rows) + 1)):
        yield "numbers are missing or out of order"
    turns, left = defaultdict(list), defaultdict(set)
    for number, row in enumerate(rows):
        turns[int(row["class"]), int(row["turn"])].append(row)
        left[int(row["class"]), row["ticket"]].add(number)
    if list(turns) != sorted(turns):
        yield "turns are out of order"
    for (need_class, turn), wishes in turns.items():
        tickets = list(dict.fromkeys(row["ticket"] for row in wishes))
        if tickets != sorted(tickets, key=lambda ticket: digest(f"{seed}|{need_class}|{turn}|{ticket}")):
            yield f"class {need_class}, turn {turn}: not the order of the lottery"
        for row in wishes:
            left[need_class, row["ticket"]].discard(int(row["sequence"]) - 1)
        waiting = {ticket for (of_class, ticket), wishes_left in left.items() if of_class == need_class and wishes_left}
        if not waiting <= set(tickets):
            yield f"class {need_class}, turn {turn}: somebody was passed over"


rows = read(sys.argv[1])
found = list(problems(rows, *sys.argv[2:4]))
print("\n".join(found) or "the ballot is in order")
for (one, other), count in sorted(together(rows).items()):
    print(
        f"in one turn: {one} with {other}, {count} times; each must ask for the other, or a turn gives several places"
    )
sys.exit(bool(found))
