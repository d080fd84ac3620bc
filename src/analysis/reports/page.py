"""An executed notebook as a page, by nbconvert with a template of our own: one file that asks for nothing.

The page's policy (Content-Security-Policy) lets run and style nothing but what the template itself carries.
Of outputs, only those of `analysis.show` are shown as HTML; all others as the text they are.
"""

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path
from typing import ClassVar

import nbformat
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter

from analysis.plots.colours import css
from analysis.reports import markdown, terms
from analysis.show import MIME

TEMPLATES = Path(__file__).with_name("templates")
_HIDDEN = {"remove-cell", "remove_cell"}
_NO_INPUT = {"remove-input", "remove_input", "hide-code"}


class PageExporter(TemplateExporter):
    """nbconvert's exporter for our template; the content of a page comes in `resources`."""

    default_preprocessors: ClassVar[list] = []
    export_from_notebook = None

    def __init__(self) -> None:
        super().__init__(template_paths=[str(TEMPLATES)], template_file="page.html.j2",
                         template_extension=".j2", file_extension=".html")

    def _create_environment(self):
        environment = super()._create_environment()
        environment.autoescape = True
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.globals.update(look())
        return environment


@cache
def exporter() -> PageExporter:
    """The one exporter of this process; `index` and `reading` use its templates too."""
    return PageExporter()


@cache
def look() -> dict[str, Markup]:
    """Style, script and policy that every page carries."""
    style = css() + " ".join((TEMPLATES / "page.css").read_text("utf-8").split())
    script = (TEMPLATES / "page.js").read_text("utf-8")
    policy = (f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
              "base-uri 'none'; form-action 'none'")
    return {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}


def render(template: str, **content: object) -> str:
    """A page of another template than the notebooks'."""
    return exporter().environment.get_template(template).render(**content)


def page(notebook: nbformat.NotebookNode, frame: dict) -> tuple[str, dict]:
    """(HTML, facts) of an executed notebook. `frame` is what the template shows around it.

    The facts are what the index and the reading view take: title, findings, overview, quoted sentences.
    """
    outline = markdown.Outline()
    blocks, facts = [], {"findings": [], "overview": [], "quotes": []}
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        if tags & _HIDDEN:
            continue
        if cell.cell_type == "markdown":
            html = Markup(markdown.render(cell.source, outline))
            about = not blocks and not outline.headings  # what stands under the title, before what was found
            blocks.append({"kind": "about" if about else "prose", "html": html})
        elif cell.cell_type == "code":
            outputs = [Markup(_output(output, facts)) for output in cell.outputs]
            source = "" if tags & _NO_INPUT else cell.source.strip()
            blocks.append({"kind": "code", "source": source, "outputs": outputs, "id": cell.get("id", "")})
    facts["title"] = outline.title or str(notebook.metadata.get("title", "")) or frame["name"]
    explained = terms.used(part for block in blocks for part in (block.get("html", ""), *block.get("outputs", ())))
    blocks.insert(bool(blocks) and blocks[0]["kind"] == "about", {"kind": "terms", "terms": explained})
    _, anchor = outline.add(2, "Provenance")
    html, _ = exporter().from_notebook_node(
        notebook, {"blocks": blocks, "outline": outline.headings, "title": facts["title"],
                   "provenance_anchor": anchor, **frame})
    return html, facts


def _output(output: nbformat.NotebookNode, facts: dict) -> str:
    if output.output_type == "stream":
        return f'<pre class="printed">{escape(output.text)}</pre>'
    ours = output.data.get(MIME)
    if ours is None:
        return f'<pre class="printed">{escape(output.data.get("text/plain", ""))}</pre>'
    if ours["kind"] == "finding":
        facts["findings"].append(list(ours["sentences"]))
    elif ours["kind"] == "overview":
        facts["overview"].append({k: ours[k] for k in ("measure", "meaning", "values")})
    elif ours["kind"] == "quotes":
        facts["quotes"] += ours["sentences"]
    return output.data["text/html"]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
