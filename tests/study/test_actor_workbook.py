"""A study whose actors stand in a workbook reads the other sheets without naming them."""

from __future__ import annotations

from datetime import date

from tests.actors.made_log import small_log

from hanse.actors.exchange import export_log, write_template
from hanse.study.run import run_study


def toml(log, more):
    return (
        f'[study]\ntitle = "Small"\nas_of = "{date.fromordinal(log.as_of)}"\n'
        f'[actors]\ncluster = "{log.cluster}"\ncountry = "{log.home}"\n{more}'
    )


def test_the_sheets_of_the_template_are_read_as_the_files_would_be(tmp_path):
    log = small_log(with_all=True)
    book, plain = tmp_path / "book", tmp_path / "plain"
    for folder in (book, plain):
        folder.mkdir()
    write_template(book / "tables.xlsx", log=log)
    (book / "hanse.toml").write_text(toml(log, 'file = "tables.xlsx"\n'), encoding="utf-8")
    export_log(log, plain, personal=True)
    named = "".join(
        f'[actors.{path.stem}]\nfile = "{path.name}"\n'
        for path in sorted(plain.glob("*.csv"))
        if path.stem != "actors"
    )
    (plain / "hanse.toml").write_text(toml(log, f'file = "actors.csv"\n{named}'), encoding="utf-8")
    one = run_study(book, tmp_path / "one").result["actors"]
    two = run_study(plain, tmp_path / "two").result["actors"]
    assert one["gaps"] == two["gaps"]
    assert any(gap["ties"] for gap in one["gaps"]["figures"])
    assert one["survey"] == two["survey"]
    assert one["removals"] == two["removals"]
