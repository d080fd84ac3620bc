"""Each notebook inside a real JupyterLab: Run All, and no error."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

pytestmark = pytest.mark.browser
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].map(p => p.textContent)"


@pytest.fixture(scope="module")
def lab(repository, tmp_path_factory):
    """The address of a JupyterLab on a copy of the notebooks."""
    pytest.importorskip("jupyterlab")
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(repository / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"PARALLAX_ROOT": str(repository), "JUPYTER_CONFIG_DIR": str(folder / "config"),
                        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "IPYTHONDIR": str(folder / "ipython")}
    with open(folder / "log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}",
             "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder / 'notebooks'}"],
            env=env, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=1).close()
            break
        except OSError:
            time.sleep(0.25)
    yield address
    server.terminate()
    server.wait(20)


def _run_all(page):
    """Run, Run All Cells; once more where the kernel was not ready to hear it."""
    for _ in range(10):
        page.locator(".lm-MenuBar-item", has_text="Run").first.click()
        page.locator(".lm-Menu-item:visible", has_text="Run All Cells").first.click()
        page.wait_for_timeout(2000)
        asked = page.locator(".jp-Dialog .jp-mod-accept")  # which kernel, where it was slow to start
        if asked.count():
            asked.first.click()
        page.wait_for_timeout(2000)
        if page.evaluate(f"{PROMPTS}.some(p => /\\[[^ ]+\\]/.test(p))"):
            return


def test_every_notebook_runs_in_jupyterlab(lab, repository, browser):
    for notebook in sorted((repository / "notebooks").glob("*.ipynb")):
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        page = context.new_page()
        page.goto(f"{lab}/lab/tree/{notebook.name}?reset", wait_until="domcontentloaded")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
        _run_all(page)
        page.wait_for_function(f"{PROMPTS}.every(p => /\\[\\d+\\]/.test(p))", timeout=300_000)  # against hanging
        assert page.locator("[data-mime-type='application/vnd.jupyter.stderr'], .jp-OutputArea-error").count() == 0
        assert page.locator(".px-finding").first.is_visible(), notebook.name
        context.close()
