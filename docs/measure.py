#!/usr/bin/env python3
"""Measures the built program with ../shared/bench/all.sh and rewrites the tables of docs/quality.md.

    docs/measure.py [--bench ../shared/bench] [--keep FOLDER] [--from FOLDER]

Builds the program, runs every figure of reading and meaning, and replaces what stands between the two markers
of docs/quality.md: a row a figure, with the figure that the table had before, the commit and the command.
--keep leaves the benchmarks' own output in a folder; --from reads such a folder instead of measuring.
Prose outside the markers is not touched. Python 3.11, standard library only.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- begin: written by docs/measure.py -->", "<!-- end -->"


def layers(folder):
    """Rows of the sets of syntax, names, dates and coreference: fixed columns, no JSON."""
    for line in (folder / "layers.txt").read_text().splitlines()[1:]:
        name, metric, score = line[:24].strip(), line[25:49].strip(), line[50:56].strip()
        if score:
            yield name, metric, score, "run.sh"


def meaning(folder):
    for t in json.loads((folder / "meaning.json").read_text())["sets"]:
        for r in t["rows"]:
            if r["headline"]:
                yield t["set"], r["metric"], f"{r['score']:.1f}", "meaning.sh"


def statements(folder):
    text = (folder / "statements.txt").read_text()
    for what in ("faithful", "strict", "lenient"):
        for m in re.finditer(rf"^{what} (all|speech|action|state|event-role) +([\d.]+) +([\d.]+) +([\d.]+)", text, re.M):
            yield "statements", f"{what} {m[1]} F1 (P {m[2]}, R {m[3]})", m[4], "statements/score.py"
        for m in re.finditer(rf"^{what} (by salience|mean of docs) +([\d.]+)", text, re.M):
            yield "statements", f"{what} {m[1]}", m[2], "statements/score.py"
    for m in re.finditer(r"^  (polarity|modality_certain|attribution_chain|attribution_last|plain)(, [a-z ]+)? +([\d.]+)", text, re.M):
        yield "statements", m[1] + (m[2] or ""), m[3], "statements/score.py"
    if m := re.search(r"^safety: .*?\(([\d.]+) per 100", text, re.M):
        yield "statements", "safety: served as fact, per 100 statements (less is better)", m[1], "statements/score.py"
    if m := re.search(r"^calibration: expected error ([\d.]+)", text, re.M):
        yield "statements", "expected calibration error (less is better)", m[1], "statements/score.py"


def speed(folder):
    for k, v in json.loads((folder / "speed.json").read_text()).items():
        if k != "words":
            yield "speed", k, str(v), "speed.py"


def sections(folder):
    return [
        ("Reading", list(layers(folder))),
        ("Meaning", list(meaning(folder))),
        ("Statements", list(statements(folder))),
        ("Speed, one core", list(speed(folder))),
    ]


def key(metric):
    """A metric without the precision and recall that stand in its name."""
    return re.sub(r" \(P .*\)$", "", metric)


def before(page):
    """(set, metric) → figure, as the table has it now."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]* \| [^|]* \| [^|]* \|$", page, re.M)
    return {(s.strip(), key(m.strip())): v.strip() for s, m, v in rows}


def table(folder, commit, old):
    out = []
    for title, rows in sections(folder):
        out += [f"### {title}", "", "| set | figure | now | before | commit | command |", "|---|---|---|---|---|---|"]
        for name, metric, score, command in rows:
            out.append(f"| {name} | {metric} | {score} | {old.get((name, key(metric)), '–')} | {commit} | {command} |")
        out.append("")
    return "\n".join(out)


def git(*args):
    return subprocess.run(["git", "-C", str(ROOT), *args], capture_output=True, text=True, check=True).stdout.strip()


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--bench", default=str(ROOT.parent / "shared" / "bench"))
    ap.add_argument("--keep")
    ap.add_argument("--from", dest="source")
    a = ap.parse_args()
    commit = git("rev-parse", "--short", "HEAD")
    if git("status", "--porcelain", "--", "extract", "go.mod"):
        commit += "+"                                     # measured with changes that are not committed
    with tempfile.TemporaryDirectory() as tmp:
        folder = pathlib.Path(a.source or a.keep or tmp).resolve()
        if not a.source:
            binary = pathlib.Path(tmp) / "dateline"
            subprocess.run(["go", "build", "-o", str(binary), "."], cwd=ROOT, check=True)
            subprocess.run([str(pathlib.Path(a.bench) / "all.sh"), str(binary), str(folder)], cwd=tmp, check=True)
        page = PAGE.read_text(encoding="utf-8")
        if BEGIN not in page or END not in page:
            sys.exit(f"{PAGE} lacks the markers {BEGIN} and {END}")
        head, rest = page.split(BEGIN, 1)
        new = table(folder, commit, before(rest.split(END, 1)[0]))
        PAGE.write_text(head + BEGIN + "\n" + new + END + rest.split(END, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
