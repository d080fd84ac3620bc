"""pyproject.toml, environment.yml and the locks name the same packages in the same versions."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

LOCKS = {
    "requirements.lock": ("test",),
    "notebooks/requirements.lock": ("lab",),
    "tests/browser/requirements.lock": ("browser",),
    "tests/large.lock": ("test", "large"),
}
CONDA_ONLY = {"python", "make", "pip"}


def declared(repository, *extras):
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["dependencies"] + [d for e in extras for d in project["optional-dependencies"][e]]
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}


def locked(repository, lock):
    lines = re.findall(r"^([\w.\[\]-]+)==([\w.+!]+)(?: ; .*?)? \\$", (repository / lock).read_text("utf-8"), re.M)
    return {canonicalize_name(name): version for name, version in lines}


def conda(repository):
    entries = yaml.safe_load((repository / "environment.yml").read_text("utf-8"))["dependencies"]
    flat = [e for e in entries if isinstance(e, str)]
    flat += [e for part in entries if isinstance(part, dict) for e in part["pip"] if not e.startswith("-")]
    found = {}
    for entry in flat:
        name, specifier = re.fullmatch(r"([\w.-]+?)\s*([=<>].*)?", entry).groups()
        found[canonicalize_name(name)] = specifier or ""
    return found


def test_the_conda_environment_lists_what_the_project_declares(repository):
    wanted = declared(repository, "test", "lab")
    found = conda(repository)
    assert set(found) - CONDA_ONLY == set(wanted)
    assert {n: SpecifierSet(s) for n, s in found.items() if n not in CONDA_ONLY} == wanted


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_every_declared_package_in_a_version_allowed(repository, lock):
    versions = locked(repository, lock)
    for name, specifier in declared(repository, *LOCKS[lock]).items():
        assert name in versions, f"{name} is not in {lock}: make lock"
        assert versions[name] in specifier, f"{name} {versions[name]} in {lock} is not {specifier}: make lock"


def test_the_locks_agree_with_each_other(repository):
    run, *others = (locked(repository, lock) for lock in LOCKS)
    for other in others:
        assert {n: (v, other[n]) for n, v in run.items() if n in other and other[n] != v} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_index(repository, lock):
    text = (repository / lock).read_text("utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", text)
    pinned = re.split(r"(?m)^(?=[\w.\[\]-]+==)", text)[1:]
    assert pinned and all("--hash=sha256:" in entry for entry in pinned)


def test_python_is_pinned_within_what_the_project_supports(repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    assert conda(repository)["python"].lstrip("=") in SpecifierSet(project["requires-python"])


def test_jupyterlab_stays_out_of_the_environment_that_runs_and_tests(repository):
    assert {"jupyterlab", "rfc3987-syntax"} & set(locked(repository, "requirements.lock")) == set()
