"""How fast pages are made: from texts to pages, against papermill and then nbconvert for each notebook.

    python benchmarks/report.py [--data FOLDER] [--repeat N] [--json]

`--data` is a corpus folder (corpus.toml and its texts), or a folder of texts that a corpus of data/raw knows by
checksum; by default the first corpus whose texts are all there. Both ways run whole processes in this very
environment on the same notebooks and texts, and start without figures: the usual way measures first too. Cold
is with the environment's files out of the system's file cache, warm the median of the repeats after it. The
ratio is of wall seconds; processor seconds stand beside it. `second_run_s` is a run with nothing changed.
"""

import argparse
import dataclasses
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from analysis.bringing import bring, index
from analysis.corpus import corpora, load_corpus, texts_missing
from analysis.errors import InputError
from analysis.paths import notebooks, offered

Seconds = tuple[float, float]  # wall, processor


def main() -> int:
    """Measure and print; one JSON object with --json."""
    parser = argparse.ArgumentParser(description="How fast are pages made?")
    parser.add_argument("--data", type=Path, help="corpus folder, or folder of texts known by checksum")
    parser.add_argument("--repeat", type=int, default=3, help="warm runs of each way (default 3)")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="parallax-") as folder:
        root = Path(folder)
        try:
            corpus = _prepare(root, args.data)
        except InputError as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        found = measure(root, corpus, max(1, args.repeat))
    if args.json:
        print(json.dumps({key: found[key] for key in ("ratio_warm", "ratio_cold", "second_run_s", "page_kb")}))
    else:
        _tell(corpus, found)
    return 0


def measure(root: Path, corpus: str, repeat: int) -> dict:
    """All that is measured on a corpus of a checkout that holds only its texts and the notebooks."""
    _forget_files()
    cold = ours(root, corpus)
    _forget_files()
    cold_usual = usual(root, corpus)
    pairs = [(ours(root, corpus), usual(root, corpus)) for _ in range(repeat)]
    warm, warm_usual = ([statistics.median(pair[way][n] for pair in pairs) for n in (0, 1)] for way in (0, 1))
    ours(root, corpus)
    again = statistics.median(_run(root, _report(corpus))[0] for _ in range(5))
    notebook = sorted((root / "notebooks").glob("*.ipynb"))[0]
    content = json.loads(notebook.read_text("utf-8"))
    content["cells"].append({"cell_type": "markdown", "id": "one-more", "metadata": {}, "source": "One more word."})
    notebook.write_text(json.dumps(content), "utf-8")
    changed = _run(root, _report(corpus))[0]
    pages = sorted((root / "reports" / corpus).glob("*.html"))
    return {
        "ratio_warm": round(warm[0] / warm_usual[0], 3), "ratio_cold": round(cold[0] / cold_usual[0], 3),
        "second_run_s": round(again, 3), "page_kb": {p.name: round(p.stat().st_size / 1000, 1) for p in pages},
        "warm": warm, "warm_usual": warm_usual, "cold": cold, "cold_usual": cold_usual, "one_changed_s": changed,
    }


def ours(root: Path, corpus: str) -> Seconds:
    """From texts to pages by `python -m analysis report`."""
    _clear(root)
    return _run(root, _report(corpus))


def usual(root: Path, corpus: str) -> Seconds:
    """From texts to pages by papermill and nbconvert, a process each for each notebook, one after another."""
    _clear(root)
    out = root / "usual"
    out.mkdir()
    steps = [_run(root, ["analysis", "measure", corpus])]
    for notebook in sorted((root / "notebooks").glob("*.ipynb")):
        ran = str(out / notebook.name)
        steps.append(_run(root, ["papermill", "--no-progress-bar", str(notebook), ran, "-p", "corpus", corpus]))
        steps.append(_run(root, ["jupyter", "nbconvert", "--to", "html", ran]))
    return sum(wall for wall, _ in steps), sum(processor for _, processor in steps)


def _report(corpus: str) -> list[str]:
    return ["analysis", "report", corpus]


def _prepare(root: Path, data: Path | None) -> str:
    """Put notebooks and one corpus's texts into a checkout; the corpus's id."""
    shutil.copytree(notebooks(), root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    if data and (data / "corpus.toml").is_file():
        shutil.copytree(data, root / "data" / "raw" / data.resolve().name)
        return data.resolve().name
    texts = data or (offered() if offered().is_dir() else None)
    for name in sorted(corpora(), reverse=True):
        corpus = load_corpus(name)
        folder = root / "data" / "raw" / name
        shutil.copytree(corpus.folder, folder)
        there = dataclasses.replace(corpus, folder=folder)
        if texts and texts_missing(there):
            bring(there, index(texts))
        if not texts_missing(there):
            return name
        shutil.rmtree(folder)
    raise InputError(data or "data/raw", "no corpus has all its texts there", "name a corpus folder with --data")


def _clear(root: Path) -> None:
    for folder in ("data/processed", "reports", "usual"):
        shutil.rmtree(root / folder, ignore_errors=True)


def _run(root: Path, module: Sequence[str]) -> Seconds:
    """Run a module as a process; its seconds and those of its children. Raises where it fails."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env = kept | {"PARALLAX_ROOT": str(root), "PYTHONHASHSEED": "0"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", *module]
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(module)} failed:\n{done.stderr[-2000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _forget_files() -> None:
    """Ask the system to drop the environment's files from its cache; needs no rights."""
    if not hasattr(os, "posix_fadvise"):
        return
    for folder in {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}:
        for file in Path(folder).rglob("*"):
            if file.is_file():
                with open(file, "rb") as opened:
                    os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _tell(corpus: str, found: dict) -> None:
    print(f"{corpus}: seconds from texts to pages, wall (processor)")
    for name in ("warm", "cold"):
        (wall, processor), (usual_wall, usual_processor) = found[name], found[f"{name}_usual"]
        print(f"  {name}: {wall:.1f} ({processor:.1f}) against {usual_wall:.1f} ({usual_processor:.1f}): "
              f"ratio {wall / usual_wall:.3f} ({processor / usual_processor:.3f})")
    print(f"  nothing changed: {found['second_run_s']:.2f}; one notebook changed: {found['one_changed_s']:.1f}")
    print("  kB: " + ", ".join(f"{page} {kb:.0f}" for page, kb in found["page_kb"].items()))


if __name__ == "__main__":
    sys.exit(main())
