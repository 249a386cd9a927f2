"""Checks a published ballot with the standard library alone: python check_ballot.py RESULTS.csv SEED COMMITMENT."""

import csv
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path


def digest(text):
    """Return the SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def problems(file, seed, commitment):
    """Yield whatever doesn't follow from seed and tickets."""
    if digest(seed) != commitment:
        yield "the seed is not the one that was committed to"
    with Path(file).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    if [int(row["sequence"]) for row in rows] != list(range(1, len(rows) + 1)):
        yield "numbers are missing or out of order"
    turns, left, given = defaultdict(list), defaultdict(set), set()
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
            if row["outcome"] == "granted" and (need_class, turn, row["ticket"]) in given:
                yield f"class {need_class}, turn {turn}: two places for {row['ticket']}"
            given |= {(need_class, turn, row["ticket"])} if row["outcome"] == "granted" else set()
        waiting = {ticket for (of_class, ticket), wishes_left in left.items() if of_class == need_class and wishes_left}
        if not waiting <= set(tickets):
            yield f"class {need_class}, turn {turn}: somebody was passed over"


found = list(problems(*sys.argv[1:4]))
print("\n".join(found) or "the ballot is in order")
sys.exit(bool(found))
