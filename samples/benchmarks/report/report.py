#!/usr/bin/env python3
"""Turns what the benchmarks measured into results, a table and a plot. Standard library only.

  report.py collect RAW RESULTS.json   medians of all rounds that run.sh has left in the folder RAW
  report.py table RESULTS.json...      the tables, in Markdown, to standard output
  report.py plot RESULTS.json OUT.svg  the plot of one run
  report.py compile COMPILE.json       the table of compile times, in Markdown
  report.py all DIR                    DIR/RESULTS.md and DIR/results-<jdk>.svg of DIR/results/*.json
"""

import glob
import json
import math
import os
import re
import statistics
import sys

# Workloads in order: key, title, what one operation is, the variant that is the limit, the one whose
# ratio to it is the project's target, the target ratio.
WORKLOADS = [
    ("W1Generator site=mono", "W1 mono", "generator, one element", "hand", "suspendable", 1.2),
    ("W1Generator site=mega", "W1 mega", "the same, three classes", "hand", "suspendable", 1.2),
    ("W1fPush", "W1f", "generator, pushed to a consumer, one element", "hand", "suspendable", 1.1),
    ("W1bTreeWalk", "W1b", "recursive tree walk, one node", "hand", "suspendable", 1.2),
    ("W2Await mask=-1", "W2", "await that does not suspend", "handLazy", "suspendable", 1.3),
    ("W2Await mask=1023", "W2m", "await, one in 1024 suspends", "handLazy", "suspendable", 1.3),
    ("W3Suspend site=mono", "W3 mono", "suspend and resume", "hand", "suspendable", 1.2),
    ("W3Suspend site=mega", "W3 mega", "the same, three classes", "hand", "suspendable", 1.2),
    ("W4Recursion depth=1000000", "W4 1M", "recursion, one level", "hand", "suspendable", 1.3),
    ("W4Recursion depth=10000000", "W4 10M", "recursion, one level", "hand", "suspendable", 1.3),
    ("W4sShallow", "W4s", "recursion of depth 1000, one level", "handLazy", "suspendable", 1.3),
    ("W5SkynetOneThread", "W5 one", "skynet on one thread, one leaf", "hand", "suspendable", 2.0),
    ("W5SkynetTwoThreads", "W5 two", "skynet on two threads, one leaf", "hand", "suspendable", 1.5),
    ("W7PingPong", "W7", "round trip (without a channel)", "hand", "suspendableTransfer", 1.5),
    ("W7Stream", "W7 two", "through a buffered channel to another thread, one number",
     "handSpinning", "suspendable", None),
    ("W8SizeCliff k=8", "W8 8", "8 yields in a row, one element", "hand", "suspendable", None),
    ("W8SizeCliff k=64", "W8 64", "64 yields in a row, one element", "hand", "suspendable", None),
    ("W8SizeCliff k=150", "W8 150", "150 yields in a row, one element", "hand", "suspendable", None),
    ("W8SizeCliff k=1000", "W8 1000", "1000 yields in a row, one element", "hand", "suspendable", None),
    ("W9Chain", "W9 chain", "a chain of 1,000 that suspends once, one coroutine", "hand", "suspendable", None),
    ("W9Gather", "W9 gather", "5,000 tasks of depth 50 under whenAll, one coroutine", "plain", "suspendable", None),
    ("W9Sleeps", "W9 sleeps", "10,000 that sleep 100 times, one sleep", "kotlin", "suspendable", None),
    ("W10Throw awaits=1", "W10 1", "an exception through one await", "plain", "suspendableTrace", None),
    ("W10Throw awaits=10", "W10 10", "an exception through 10 awaits", "plain", "suspendableTrace", None),
    ("W10Throw awaits=1000", "W10 1000", "an exception through 1,000 awaits", "plain", "suspendableTrace", None),
]
RETAINED_TARGET = 48

# Parameters that only say how much is done, with the number of operations of one call.
SIZES = {
    "n": int,
    "leaves": int,
    "levels": lambda v: 2 ** int(v) - 1,
    "tasks": lambda v: 50 * int(v),
    "sleepers": lambda v: 100 * int(v),
}

# A boxed generator is compared with a boxed one.
LIMITS = {"suspendableBoxed": "handBoxed"}

FAMILIES = [
    ("suspendable", "#c2185b"),
    ("hand", "#212121"),
    ("plain", "#9e9e9e"),
    ("kotlin", "#7b52d0"),
    ("completableFuture", "#00838f"),
    ("virtualThread", "#ef6c00"),
    ("rawContinuation", "#fbc02d"),
]


# ---- Collecting.


def collect(raw, out):
    with open(os.path.join(raw, "run.json"), encoding="utf-8") as f:
        run = json.load(f)
    samples = {}
    for name in sorted(glob.glob(os.path.join(raw, "*-*.json"))):
        if os.path.getsize(name) == 0:
            continue
        with open(name, encoding="utf-8") as f:
            entries = json.load(f)
        for entry in entries:
            collect_entry(entry, samples)
            run["jdk"] = entry["jdkVersion"]
            run["vm"] = entry["vmName"]
            run["vmVersion"] = entry["vmVersion"]
            run["jmh"] = entry["jmhVersion"]
    results = []
    for (key, variant), sample in samples.items():
        times = sample["ns"]
        results.append({
            "workload": key,
            "variant": variant,
            "operations": sample["operations"],
            "ns": round(statistics.median(times), 3),
            "low": round(min(times), 3),
            "high": round(max(times), 3),
            "bytes": round(statistics.median(sample["bytes"]), 3) if sample["bytes"] else None,
            "samples": len(times),
        })
    retained = {}
    for name in sorted(glob.glob(os.path.join(raw, "W6Retained-*.jsonl"))):
        with open(name, encoding="utf-8") as f:
            for line in f:
                entry = json.loads(line)
                retained.setdefault(entry["variant"], []).append(entry["bytes"])
    run["retained"] = {v: round(statistics.median(b), 1) for v, b in retained.items()}
    run["results"] = results
    with open(out, "w", encoding="utf-8") as f:
        json.dump(run, f, indent=1)
        f.write("\n")


def collect_entry(entry, samples):
    workload, variant = entry["benchmark"].split(".")[-2:]
    parameters = dict(entry.get("params", {}))
    operations = None
    for name, count in SIZES.items():
        if name in parameters:
            operations = count(parameters.pop(name))
    if "depth" in parameters:
        operations = int(parameters["depth"])
        if workload != "W4Recursion":
            del parameters["depth"]
    operations = operations or 1
    key = " ".join([workload] + [f"{k}={v}" for k, v in sorted(parameters.items())])
    sample = samples.setdefault(
        (key, variant), {"ns": [], "bytes": [], "operations": operations})
    for fork in entry["primaryMetric"]["rawData"]:
        sample["ns"] += [value / operations for value in fork]
    for name, metric in entry.get("secondaryMetrics", {}).items():
        if name.endswith("gc.alloc.rate.norm"):
            for fork in metric["rawData"]:
                sample["bytes"] += [value / operations for value in fork]


# ---- Tables.


def load(name):
    with open(name, encoding="utf-8") as f:
        run = json.load(f)
    run["by"] = {}
    for entry in run["results"]:
        run["by"].setdefault(entry["workload"], {})[entry["variant"]] = entry
    return run


def number(value):
    if value is None:
        return "–"
    if value < 0.005:
        return "0"
    if value < 10:
        return f"{value:.2f}" if value < 1 else f"{value:.1f}"
    return f"{value:,.0f}"


def ratio(value, limit):
    if value is None or not limit:
        return "–"
    r = value / limit
    return f"{r:.2f}×" if r < 10 else f"{r:,.0f}×"


def best(variants, family):
    found = [v["ns"] for name, v in variants.items() if name.startswith(family)]
    return min(found) if found else None


def summary(run):
    lines = [
        "| | one operation | hand | ours | ratio | target | Kotlin | CompletableFuture"
        " | virtual threads | raw continuation |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for key, title, what, limit, ours, target in WORKLOADS:
        variants = run["by"].get(key)
        if not variants:
            continue
        hand = variants.get(limit, {}).get("ns")
        mine = variants.get(ours, {}).get("ns")
        cells = [title, what, number(hand), number(mine), ratio(mine, hand)]
        cells.append(f"≤ {target:g}" if target else "–")
        for family in ("kotlin", "completableFuture", "virtualThread", "rawContinuation"):
            other = best(variants, family)
            cells.append("–" if other is None else f"{number(other)} ({ratio(other, hand)})")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def details(run):
    lines = [
        "| workload | variant | ns/op | lowest … highest | to hand | B/op |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for key, title, _, limit, _, _ in WORKLOADS:
        variants = run["by"].get(key, {})
        for name in sorted(variants, key=lambda v: (rank(v), v)):
            entry = variants[name]
            against = variants.get(LIMITS.get(name, limit), {}).get("ns")
            cells = [
                title,
                f"`{name}`",
                number(entry["ns"]),
                f"{number(entry['low'])} … {number(entry['high'])}",
                ratio(entry["ns"], against),
                number(entry["bytes"]),
            ]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def retained(run):
    if not run["retained"]:
        return ""
    hand = run["retained"].get("hand")
    lines = ["| W6 variant | bytes each | to hand |", "|---|--:|--:|"]
    for name in sorted(run["retained"], key=lambda v: (rank(v), v)):
        value = run["retained"][name]
        lines.append(f"| `{name}` | {value:.0f} | {ratio(value, hand)} |")
    return "\n".join(lines)


def compile_cost(name):
    with open(name, encoding="utf-8") as f:
        run = json.load(f)
    parts = projects(run) + [""] if "projects" in run else []
    return "\n".join(parts + (growing_method(run) if "entries" in run else [])).rstrip()


def projects(run):
    """One row for a project, cold or warm: time alone, and the ratio to it of each version."""
    versions = [v for v in ("now", "before") if v in run["projects"][0]]
    columns = [(0, "clock"), (1, "CPU")]
    heads = [f"javac, {unit}" for _, unit in columns]
    heads += [f"{version}, {unit}" for version in versions for _, unit in columns]
    lines = [
        "Projects in which every method is a coroutine: medians of javac alone, in seconds, and ratios to"
        " it with the processor.",
        "",
        "| coroutines | " + " | ".join(heads) + " |",
        "|---|" + "--:|" * len(heads),
    ]
    for e in run["projects"]:
        alone = e.get("alone") or e["alone now"]
        cells = [e["name"]] + [f"{alone[i]:.2f}" for i, _ in columns]
        for version in versions:
            base = e.get("alone") or e["alone " + version]
            cells += [ratio(e[version][i], base[i]) for i, _ in columns]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def growing_method(run):
    lines = [
        f"Medians of {run['runs']} runs, in seconds, whole processes.",
        "",
        "| compiled | javac | with the processor | ratio | CPU | CPU with | ratio"
        " | class bytes | with |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for e in run["entries"]:
        alone, cpu_alone, bytes_alone = values(e, "alone", "Alone")
        now, cpu_now, bytes_now = values(e, "now", "With")
        cells = [
            e["name"],
            f"{alone:.2f}",
            f"{now:.2f}",
            ratio(now, alone),
            f"{cpu_alone:.2f}",
            f"{cpu_now:.2f}",
            ratio(cpu_now, cpu_alone),
            f"{bytes_alone:,.0f}",
            f"{bytes_now:,.0f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def values(entry, key, older):
    """Seconds on the clock and of CPU, and bytes; older results have a name for each."""
    if "cpu" + older in entry:
        return [entry[older.lower()], entry["cpu" + older], entry["bytes" + older]]
    return entry[key]


def rank(variant):
    for i, (family, _) in enumerate(FAMILIES):
        if variant.startswith(family):
            return i
    return len(FAMILIES)


def tables(run):
    command = run["command"].strip()
    parts = [
        f"JDK {run.get('jdk', '?')} ({run.get('vm', '?')}), {run['processors']} processors"
        f" ({run['cpu']}), {run['date']}, `{command}`.",
        "",
        "Medians, in nanoseconds for each operation, and ratios to hand.",
        "",
        summary(run),
        "",
        retained(run),
        "",
        "All variants:",
        "",
        details(run),
    ]
    return "\n".join(parts)


# ---- Plot: a row for each workload, the ratio to hand on a logarithmic axis.

LEFT, TOP, ROW, WIDTH = 90, 58, 24, 760


def plot(run, out):
    rows = [(title, limit, run["by"][key]) for key, title, _, limit, _, _ in WORKLOADS
            if limit in run["by"].get(key, {})]
    ratios = [v["ns"] / variants[limit]["ns"] for _, limit, variants in rows
              for v in variants.values()]
    if not ratios:
        return
    low = math.floor(math.log10(min(ratios + [0.9])))
    high = math.ceil(math.log10(max(ratios)))
    height = TOP + ROW * len(rows) + 34

    def x(r):
        return LEFT + (math.log10(r) - low) / (high - low) * (WIDTH - LEFT - 20)

    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        f'<text x="{LEFT}" y="18" font-size="14">Time for one operation, as a multiple of the state'
        f' machine written by hand. JDK {run.get("jdk", "?")}, {run["date"]}</text>',
    ]
    at = LEFT
    for family, colour in FAMILIES:
        svg.append(f'<circle cx="{at}" cy="36" r="5" fill="{colour}"/>')
        svg.append(f'<text x="{at + 9}" y="40" fill="#333">{family}</text>')
        at += 22 + 6.6 * len(family)
    for power in range(low, high + 1):
        for tick in range(1, 10):
            r = tick * 10**power
            if power == high and tick > 1:
                break
            shade = "#bbb" if tick == 1 else "#eee"
            if r == 1:
                shade = "#555"
            svg.append(f'<line x1="{x(r):.1f}" y1="{TOP - 6}" x2="{x(r):.1f}"'
                       f' y2="{height - 26}" stroke="{shade}"/>')
        label = f"{10**power:g}×"
        svg.append(f'<text x="{x(10**power):.1f}" y="{height - 10}" text-anchor="middle"'
                   f' fill="#333">{label}</text>')
    for i, (title, limit, variants) in enumerate(rows):
        y = TOP + ROW * i + ROW / 2
        svg.append(f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{title}</text>')
        # Ours last, on top of the others.
        for name in sorted(variants, key=lambda v: -rank(v)):
            r = variants[name]["ns"] / variants[limit]["ns"]
            colour = next((c for f, c in FAMILIES if name.startswith(f)), "#000")
            svg.append(f'<circle cx="{x(r):.1f}" cy="{y}" r="5" fill="{colour}"'
                       f' fill-opacity="0.85"><title>{title} {name}: {r:.2f}×</title></circle>')
    svg.append("</svg>")
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(svg) + "\n")


# ---- The page.


def page(folder):
    with open(os.path.join(folder, "report", "notes.md"), encoding="utf-8") as f:
        notes = f.read().rstrip()
    parts = ["<!-- Written by report/report.py; the prose is report/notes.md. -->", notes, ""]
    for name in sorted(glob.glob(os.path.join(folder, "results", "jdk-*.json"))):
        run = load(name)
        jdk = re.search(r"jdk-(\d+)", name).group(1)
        plot(run, os.path.join(folder, f"results-{jdk}.svg"))
        parts += [f"## JDK {jdk}", "", f"![Ratios to hand](results-{jdk}.svg)", "", tables(run), ""]
    for name in sorted(glob.glob(os.path.join(folder, "results", "compile-*.json"))):
        jdk = re.search(r"compile-(\d+)", name).group(1)
        parts += [f"## Compile time, JDK {jdk}", "", compile_cost(name), ""]
    with open(os.path.join(folder, "RESULTS.md"), "w", encoding="utf-8") as f:
        f.write("\n".join(parts))


def main(arguments):
    commands = {"collect": 2, "table": None, "plot": 2, "compile": 1, "all": 1}
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    wanted = commands.get(command, 0)
    if not rest or (wanted is not None and len(rest) != wanted):
        print(__doc__, file=sys.stderr)
        return 2
    if command == "collect":
        collect(*rest)
    elif command == "table":
        for name in rest:
            print(tables(load(name)))
    elif command == "plot":
        plot(load(rest[0]), rest[1])
    elif command == "compile":
        print(compile_cost(rest[0]))
    else:
        page(rest[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
