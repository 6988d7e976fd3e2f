"""Checks the data of a built site with tools that were not written here.

check.py SITE [--soffice PROGRAM]
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from frictionless import Package, system
from jsonschema import Draft202012Validator, FormatChecker

from calc import check_calc

HERE = Path(__file__).parent


def tables(data):
    """The tables, by the names of their files."""
    return sorted(path.stem for path in data.glob("*.csv"))


def folded(text):
    """A text as docs/data.md says that it stands in CSV."""
    breaks = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
    text = re.sub(f"[{breaks}]", " / ", text.replace("\r\n", "\n"))
    return re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f]", "\ufffd", text)


def cell(value):
    """A value of JSON as it stands in CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return folded(value) if isinstance(value, str) else json.dumps(value)


def check_package(data):
    """frictionless reads the data package: names, types, codes, keys, references, sizes and hashes."""
    system.trusted = True
    package = Package(str(data / "datapackage.json"))
    report = package.validate()
    for task in report.tasks:
        for error in task.errors:
            yield f"frictionless: {task.name}: {error.message}"
    named = {resource.path for resource in package.resources}
    if named != {f"{name}.csv" for name in tables(data)}:
        yield f"datapackage.json names {sorted(named)}"


def check_schema(site, data):
    """All JSON fits schema.json, each file the part of it that is meant for it."""
    schema = json.loads((data / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)

    def validator(name):
        part = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
        return Draft202012Validator(part, format_checker=FormatChecker())

    def errors(path, name):
        value = json.loads(path.read_text(encoding="utf-8"))
        for error in validator(name).iter_errors(value):
            yield f"{path}: {error.json_path}: {error.message[:200]}"

    for name in tables(data):
        yield from errors(data / f"{name}.json", name.split("-")[0])
    documents = [path for path in site.rglob("index.json") if "search" not in path.parts]
    if not documents:
        yield "no document has an index.json"
    for path in documents:
        yield from errors(path, "document")
    broken = {"table": "goals", "municipality_code": "1", "rows": [{}]}
    if Draft202012Validator(schema).is_valid(broken):
        yield "schema.json lets everything pass"


def readers(path):
    """What readers of several languages make of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield "Python", list(csv.reader(file, strict=True))
    for name, command in [
        ("Node.js", ["node", HERE / "read.mjs", path]),
        ("Perl", ["perl", HERE / "read.pl", path]),
    ]:
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        yield name, json.loads(said.stdout)


def check_readers(data):
    """Readers of several languages agree with each other and with the JSON."""
    for name in tables(data):
        raw = (data / f"{name}.csv").read_bytes()
        if not raw.startswith(b"\xef\xbb\xbf") or raw.count(b"\n") != raw.count(b"\r\n"):
            yield f"{name}.csv: no byte order mark, or not all lines end with CRLF"
        rows = json.loads((data / f"{name}.json").read_text(encoding="utf-8"))["rows"]
        expected = [[cell(value) for value in row.values()] for row in rows]
        for language, read in readers(data / f"{name}.csv"):
            if rows and read[0] != list(rows[0]):
                yield f"{name}.csv: {language} reads the columns {read[0]}"
            if read[1:] != expected:
                at = [a for a, (one, two) in enumerate(zip(read[1:], expected)) if one != two]
                yield f"{name}.csv: {language} reads other rows than the JSON has, first {at[:3]}"


def check_sums(data):
    """sha256sum agrees."""
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    if subprocess.run(command, cwd=data).returncode != 0:
        yield "SHA256SUMS does not fit"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("--soffice", default="soffice")
    arguments = parser.parse_args()
    data = arguments.site / "data"
    names = tables(data)
    rows = {name: (data / f"{name}.csv").read_bytes().count(b"\n") - 1 for name in names}
    print(f"{len(names)} tables:", ", ".join(f"{name} {count}" for name, count in rows.items()))
    if len(names) < 7:
        sys.exit("tables are missing")
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for check in (
            check_package(data),
            check_schema(arguments.site, data),
            check_readers(data),
            check_calc(data, names, Path(folder), arguments.soffice),
            check_sums(data),
        ):
            problems.extend(check)
    for problem in problems[:40]:
        print(problem)
    sys.exit(f"{len(problems)} problems" if problems else 0)


if __name__ == "__main__":
    main()
