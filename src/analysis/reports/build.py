"""Build reports: bring the figures up to date, run the notebooks that must be run, render, publish."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from analysis import pipeline
from analysis.commands import Refused
from analysis.corpus import Corpus, no_text, texts_missing
from analysis.errors import InputError
from analysis.reports import engine, inputs, provenance, publishing
from analysis.reports.index import index
from analysis.reports.kernels import Kernels
from analysis.reports.page import page
from analysis.reports.parameters import Parameter, Value
from analysis.reports.progress import Progress
from analysis.reports.reading import reading_pages
from analysis.reports.rows import who
from analysis.reports.runner import Run, RunFailed, run

Measured = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """What is asked for: notebooks (files, in order), what each declares, the values given, where to."""

    notebooks: tuple[Path, ...]
    declared: Mapping[str, tuple[Parameter, ...]]
    given: Mapping[str, Value]
    out: Path
    force: bool = False
    quiet: bool = False

    def values(self, notebook: Path) -> dict[str, Value]:
        """The values given that this notebook declares."""
        return {p.name: self.given[p.name] for p in self.declared[notebook.stem] if p.name in self.given}


@dataclass
class Report:
    """A corpus's report while it is built: its notebooks, the last one's record, and the pages made or kept so far."""

    corpus: Corpus
    folder: Path
    notebooks: tuple[Path, ...]
    record: dict
    pages: dict[str, dict] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)


def build(corpora: Sequence[Corpus], plan: Plan, jobs: int, kernels: Kernels | None, refused: Refused,
          measured: Callable[[str], Measured] | None = None) -> tuple[list[Report], list[RunFailed]]:
    """Build the reports of corpora; (published, failures). What failed leaves its last report as it was.

    `refused` takes the corpora whose figures cannot be had; the others are built.

    With `measured` (given a corpus, it is told of the pieces done) the figures are brought up to date first.
    Without `kernels` each notebook gets an ordinary one. Call it under `publishing.lock`.
    """
    for corpus in corpora:
        with refused.of(corpus.id):
            if measured:
                pipeline.ensure_figures(corpus, jobs, measured(corpus.id))
            if not inputs.tables_of(corpus.id):
                if missing := texts_missing(corpus):
                    raise no_text(corpus, missing)
                raise InputError(f"data/processed/{corpus.id}", "there are no figures",
                                 f"make them: python -m analysis measure {corpus.id}")
    reports = [_begin(corpus, plan) for corpus in corpora if corpus.id not in refused]
    stale = [(report, notebook) for report in reports for notebook in report.notebooks
             if not _kept(report, notebook, plan)]
    failures: list[RunFailed] = []
    cells = sum(_code_cells(notebook) for _, notebook in stale)
    with ThreadPoolExecutor(max(1, jobs)) as pool, Progress(cells, len(stale), plan.quiet) as progress:
        runs = {pool.submit(_run, report, notebook, plan, kernels, progress.cell): (report, notebook)
                for report, notebook in stale}
        try:
            for future in as_completed(runs):
                report, notebook = runs[future]
                _finish(future, report, notebook, plan, failures)
                progress.notebook(f"{report.corpus.id} {notebook.stem}")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            if kernels:
                kernels.kill()
            raise
    whole = [report for report in reports if len(report.pages) == len(report.notebooks)]
    for report in whole:
        _publish(report, plan)
    return whole, failures


def _begin(corpus: Corpus, plan: Plan) -> Report:
    folder = plan.out / corpus.id
    notebooks = inputs.runs_on(corpus.id, plan.notebooks)
    return Report(corpus, folder, notebooks, {} if plan.force else inputs.read_record(folder))


def _kept(report: Report, notebook: Path, plan: Plan) -> bool:
    """Take the page of the last report where nothing it depends on has changed."""
    known = report.record.get("pages", {}).get(notebook.stem)
    if not known:
        return False
    files = {*map(inputs.file_of, known["inputs"]), *inputs.of_corpus(report.corpus.id)}  # a text may have come
    state = inputs.state(files)
    file = report.folder / f"{notebook.stem}.html"
    if (inputs.key(state, *_frame_key(report, notebook, plan)) != known["key"]
            or inputs.digest(file) != report.record["files"].get(file.name)):
        return False
    report.pages[notebook.stem] = known
    report.html[file.name] = file.read_text("utf-8")
    return True


def _run(report: Report, notebook: Path, plan: Plan, kernels: Kernels | None, tick: engine.Tick) -> Run:
    return run(notebook, {"corpus": report.corpus.id, **plan.values(notebook)}, kernels, tick)


def _finish(future: Future, report: Report, notebook: Path, plan: Plan, failures: list[RunFailed]) -> None:
    """Render the page of a run that is done; note it where it failed."""
    try:
        done = future.result()
    except RunFailed as failure:
        failure.corpus = report.corpus.id
        failures.append(failure)
        return
    tables = inputs.tables_of(report.corpus.id)
    if done.read is not None:
        tables = [file for file in tables if str(file) in done.read or file.stem == "pieces"]
    shown = inputs.state([notebook, *inputs.of_corpus(report.corpus.id), *tables])
    state = shown | inputs.state(inputs.code_of(notebook))
    values = plan.values(notebook)
    frame = {
        "name": notebook.stem, "notebook": inputs.name(notebook), "file": f"{notebook.stem}.html",
        "kind": "notebook", "corpus": report.corpus, "pages": inputs.pages_of(report.notebooks),
        "who": who(report.corpus.id),
        "warnings": done.warnings, "rebuild": provenance.command(report.corpus.id, values),
        "versions": provenance.versions(), "checksums": provenance.checksums(shown),
        "parameters": provenance.parameters(plan.declared[notebook.stem], values | {"corpus": report.corpus.id}),
    }
    html, facts = page(done.notebook, frame)
    report.html[frame["file"]] = html
    report.pages[notebook.stem] = {
        "inputs": list(state), "key": inputs.key(state, *_frame_key(report, notebook, plan)), "facts": facts}


def _frame_key(report: Report, notebook: Path, plan: Plan) -> tuple:
    return report.corpus.id, plan.values(notebook), inputs.pages_of(report.notebooks)


def _publish(report: Report, plan: Plan) -> None:
    """Write every page aside, with the record and the checksums, and put them in place."""
    facts = {name: report.pages[name]["facts"] for name in sorted(report.pages)}
    pages = inputs.pages_of(report.notebooks)
    everything = inputs.all_of(report.corpus.id, report.notebooks)
    shown = {name: digest for name, digest in everything.items() if name.startswith("data/")}
    files = dict(report.html)
    files |= reading_pages(report.corpus, pages, facts)
    files["index.html"] = index(report.corpus, pages, facts, {
        "rebuild": provenance.command(report.corpus.id, plan.given), "versions": provenance.versions(),
        "files": provenance.checksums(shown)})
    staged = publishing.stage(report.folder)
    for name, content in files.items():
        (staged / name).write_text(content, "utf-8")
    digests = {name: inputs.digest(staged / name) for name in sorted(files)}
    (staged / "checksums.txt").write_text(provenance.listing(digests), "utf-8")
    digests["checksums.txt"] = inputs.digest(staged / "checksums.txt")
    record = {"everything": inputs.key(everything, dict(plan.given), pages), "files": digests,
              "pages": {name: report.pages[name] for name in sorted(report.pages)}}
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (staged / inputs.RECORD).write_text(text + "\n", "utf-8")
    publishing.publish(staged, report.folder)


def _code_cells(notebook: Path) -> int:
    return sum(cell["cell_type"] == "code" for cell in json.loads(notebook.read_text("utf-8"))["cells"])
