"""Prints the table of a run of pool.sh: medians over the rounds. Argument: the folder with the raw data."""

import json
import re
import statistics
import sys
from pathlib import Path

# Operations of the collectors that stop the program; other safepoints are not counted.
PAUSE = re.compile(
    r"^\[(\d+)ms\] Safepoint \"(?:G1|Parallel|Z|Shenandoah|GenCollect|CollectForMeta)[^\"]*\".*Total: (\d+) ns"
)
STALL = re.compile(r"^\[(\d+)ms\].*Allocation Stall \(.*\) ([\d.]+)ms")


def within(log, pattern, run):
    """The values that the pattern finds in the log between the times of the run."""
    found = []
    for line in log.read_text(errors="replace").splitlines():
        match = pattern.search(line)
        if match and run["from"] <= int(match[1]) <= run["to"]:
            found.append(float(match[2]))
    return found


def measured(file):
    run = json.loads(file.read_text())
    pauses = [ns / 1e6 for ns in within(file.with_suffix(".log"), PAUSE, run)]
    stalls = within(file.with_suffix(".log"), STALL, run)
    total = run["n"] * run["threads"]
    return {
        "ns": run["processNs"],
        "own": run["threadNs"],
        "rate": 1000 / run["processNs"],
        "bytes": run["bytes"],
        "alloc": run["bytes"] * total / 2**20 / ((run["to"] - run["from"]) / 1000),
        "collections": run["collections"],
        "paused": sum(pauses),
        "longest": max(pauses, default=0.0),
        "stalled": sum(stalls),
        "stall": max(stalls, default=0.0),
    }


def key(file):
    return tuple(file.stem.split("-")[1:])


def main(folder):
    groups = {}
    for file in sorted(folder.glob("*.json")):
        if file.stat().st_size:
            groups.setdefault(key(file), []).append(measured(file))
    medians = {
        k: {name: statistics.median(run[name] for run in runs) for name in runs[0]} for k, runs in groups.items()
    }
    print("| collector | body | threads | waiting | frames | M/CPU s | ns, all | ns, own | B each | MB/s | collections"
          " | paused ms | longest ms | stalled ms | pooled : plain |")
    print("|---|---|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for k, m in medians.items():
        collector, body, threads, background, frames = k
        plain = medians.get(k[:-1] + ("plain",))
        ratio = f"{m['ns'] / plain['ns']:.2f}" if frames == "pooled" and plain else ""
        print(
            f"| {collector} | {body} | {threads} | {int(background):,} | {frames} | {m['rate']:.1f} | {m['ns']:.0f}"
            f" | {m['own']:.0f} | {m['bytes']:.0f} | {m['alloc']:.0f} | {m['collections']:.0f} | {m['paused']:.1f}"
            f" | {m['longest']:.1f} | {m['stalled']:.0f} | {ratio} |"
        )


main(Path(sys.argv[1]))
