"""Which Python `make` takes, and what it says where it finds none."""

import os
import subprocess

import pytest


def dry(repository, *words, **extra):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CONDA", "MAKE", "MFLAGS", "PYTHON"))}
    return subprocess.run(["make", "-n", "-B", *words], cwd=repository, capture_output=True, text=True, check=True,
                          env=kept | extra).stdout


@pytest.mark.parametrize("target", ["report", "test", "verify", "lab"])
def test_an_activated_conda_environment_is_used(repository, target):
    out = dry(repository, target, CONDA_PREFIX="/opt/conda/envs/parallax", CONDA_DEFAULT_ENV="parallax")
    assert '"/opt/conda/envs/parallax/bin/python"' in out and "requirements.lock" not in out


@pytest.mark.parametrize("extra", [{}, {"CONDA_PREFIX": "/opt/conda", "CONDA_DEFAULT_ENV": "base"}])
def test_else_an_environment_is_made_from_the_lock(repository, extra):
    out = dry(repository, "report", **extra)
    assert "--require-hashes -r requirements.lock" in out
    assert f'"{repository}/.venv/bin/python" -m analysis report' in out


@pytest.mark.parametrize(("given", "passed"), [([], ""), (["FROM="], '--from ""'), (["FROM=a b"], '--from "a b"')])
def test_data_passes_on_an_empty_folder_too(repository, given, passed):
    assert dry(repository, "data", *given).partition(" -m analysis data")[2].strip() == passed


def test_jupyterlab_is_installed_for_lab_alone(repository):
    assert "notebooks/requirements.lock" in dry(repository, "lab")
    assert "notebooks/requirements.lock" not in dry(repository, "report") + dry(repository, "test")


def test_a_machine_without_python_is_told_what_to_install(repository, tmp_path):
    (tmp_path / "Makefile").write_text((repository / "Makefile").read_text("utf-8"), "utf-8")
    (tmp_path / "requirements.lock").write_text("", "utf-8")
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "make"):
        (tools / tool).symlink_to(f"/usr/bin/{tool}" if tool == "make" else "/bin/bash")
    done = subprocess.run([tools / "make", "report"], cwd=tmp_path, capture_output=True, text=True, check=False,
                          env={"PATH": str(tools)})
    assert done.returncode != 0 and "no Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()
