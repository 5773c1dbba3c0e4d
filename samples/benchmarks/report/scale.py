"""Prints the table of a run of scale.sh: medians over the rounds. Argument: its file of results."""

import json
import statistics
import sys
from pathlib import Path

NUMBERS = [10_000, 100_000, 1_000_000, 10_000_000]
UNITS = {"bytes": "B allocated", "retained": "B retained", "wallMs": "ms on the clock", "all": "ns, all"}


def main(file):
    values = {}
    # Not to be shown: timers that were due before the heap was measured, and what other threads allocated.
    hidden = {"timers": ("retained", "wait", "bytes"), "skynetTwo": ("bytes", "run")}
    for line in file.read_text().splitlines():
        run = json.loads(line)
        for name, value in run.items():
            hides = next((h for part, h in hidden.items() if run["part"].startswith(part)), ())
            waits = run["part"].startswith("timers")
            if name not in ("part", "n", *hides) and (waits or name != "wallMs"):
                values.setdefault((run["part"], name), {}).setdefault(run["n"], []).append(value)
    print("| part | figure | 10,000 | 100,000 | 1,000,000 | 10,000,000 | 1,000,000 : 10,000 |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for (part, name), by_number in values.items():
        medians = {n: statistics.median(found) for n, found in by_number.items()}
        cells = [f"{medians[n]:,.{0 if medians[n] >= 100 else 1}f}" if n in medians else "" for n in NUMBERS]
        few, many = medians.get(10_000), medians.get(1_000_000)
        ratio = f"{many / few:.2f}" if few and many else ""
        print(f"| {part} | {UNITS.get(name, name + ', ns')} | {' | '.join(cells)} | {ratio} |")


main(Path(sys.argv[1]))
