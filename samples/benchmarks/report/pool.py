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
    return {
        "ns": run["processNs"],
        "own": run["threadNs"],
        "rate": 1000 / run["processNs"],
        "bytes": run["bytes"],
        "alloc": run["bytes"] / run["threadNs"] * 1000,
        "collections": run["collections"],
        "paused": sum(pauses),
        "longest": max(pauses, default=0.0),
        "stalled": sum(within(file.with_suffix(".log"), STALL, run)),
    }


def cells(m):
    stalled = f" + {m['stalled']:.0f} stalled" if m["stalled"] else ""
    return (
        f"{m['rate']:.1f} | {m['ns']:.0f} ({m['own']:.0f}) | {m['bytes']:.0f} | {m['alloc']:,.0f} | {m['collections']:.0f}"
        f" | {m['paused']:.0f} ({m['longest']:.1f}){stalled}"
    )


def main(folder):
    runs = {}
    for file in sorted(folder.glob("*.json")):
        if file.stat().st_size:
            case, frames = file.stem.split("-", 1)[1].rsplit("-", 1)
            runs.setdefault(case, {}).setdefault(frames, []).append(measured(file))
    figures = ["M per CPU s", "ns, all (own)", "B", "MB per CPU s", "collections", "paused ms (longest)"]
    print("| case | " + " | ".join(f"plain: {f}" for f in figures) + " | "
          + " | ".join(f"pooled: {f}" for f in figures) + " | pooled : plain |")
    print("|---|" + "--:|" * (2 * len(figures) + 1))
    for case, frames in runs.items():
        if len(frames) < 2:
            continue
        plain, pooled = (
            {name: statistics.median(run[name] for run in frames[kind]) for name in frames[kind][0]}
            for kind in ("plain", "pooled")
        )
        collector, body, threads, waiting = case.split("-")
        named = f"{collector}, {body}" + (", two threads" if threads == "2" else "")
        named += f", {int(waiting):,} wait" if waiting != "0" else ""
        print(f"| {named} | {cells(plain)} | {cells(pooled)} | {pooled['ns'] / plain['ns']:.2f} |")


main(Path(sys.argv[1]))
