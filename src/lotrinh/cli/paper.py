"""``lotrinh paper``: signatures of PDF files, and the file of an inspection, checked without any network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from lotrinh.cli.output import DATA_WRONG, json_option, language, put_json, report_faults, say
from lotrinh.method.faults import Faults
from lotrinh.office.inspections.papers.archive import check_archive
from lotrinh.office.platform.papers.signatures import (
    Stamp,
    Verdict,
    check_pdf_signatures,
    sign_pdf,
    trusted_roots,
)

pdf_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group("paper")
def group() -> None:
    """Check or put digital signatures on PDF files; check the file of an inspection."""


@group.command("verify")
@pdf_argument
@click.option(
    "--trust",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of trusted root certificates (PEM or DER); else the setting LOTRINH_TRUST.",
)
@json_option
def verify(file: Path, trust: Path | None, as_json: bool) -> None:
    """Say what each signature on FILE is worth. Exit code 1 when one is broken or there is none."""
    verdicts = check_pdf_signatures(file.read_bytes(), at=timezone.now(), roots=trusted_roots(trust))
    ok = bool(verdicts) and not any(verdict.broken for verdict in verdicts)
    if as_json:
        put_json({"ok": ok, "file": file.name, "signatures": [v.as_dict() for v in verdicts]})
    else:
        _tell(verdicts)
    sys.exit(0 if ok else DATA_WRONG)


def _tell(verdicts: tuple[Verdict, ...]) -> None:
    if not verdicts:
        say("Tệp không có chữ ký số.", "The file carries no digital signature.")
    for verdict in verdicts:
        mark = "✗" if verdict.broken else "✓" if verdict.trusted else "?"
        reason = verdict.reason.en if language() == "en" else verdict.reason.vi
        when = verdict.signed_at.isoformat(timespec="seconds") if verdict.signed_at else "-"
        click.echo(f"{mark} {verdict.field} {when} {reason}")


@group.command("check-file")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def check_file(file: Path, as_json: bool) -> None:
    """Check the file of an inspection (ZIP) against its own index. Exit code 1 when something differs."""
    with file.open("rb") as source:
        faults = check_archive(source)
    if as_json:
        put_json({"ok": not faults, "file": file.name, "faults": [fault.as_dict() for fault in faults]})
    elif not faults:
        say("Hồ sơ nguyên vẹn, đúng mục lục.", "The file is whole and agrees with its index.", bold=True)
    else:
        report_faults(Faults(faults), as_json=False)
    sys.exit(DATA_WRONG if faults else 0)


@group.command("sign")
@pdf_argument
@click.option(
    "--key",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificate with its key, PKCS#12 (.p12, .pfx); it is read and not kept.",
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Signed PDF.")
@click.option("--name", default="", help="Name in the visible field; without it nothing is visible.")
@click.option(
    "--as", "kind", type=click.Choice(["person", "body"]), default="person", help="Blue field, or red."
)
@click.option("--near", default="", help="Words on the page above which the field stands.")
@click.password_option(confirmation_prompt=False, help="Password of the key; asked for when left out.")
@json_option
def sign(
    file: Path, key: Path, out: Path, name: str, kind: Any, near: str, password: str, as_json: bool
) -> None:
    """Put a PAdES signature on FILE and write it to --out; FILE stays as it is."""
    stamp = Stamp(kind=kind, name=name, near=near) if name else None
    signed = sign_pdf(file.read_bytes(), key.read_bytes(), password, at=timezone.now(), stamp=stamp)
    out.write_bytes(signed)
    if as_json:
        put_json({"ok": True, "out": str(out), "bytes": len(signed)})
        return
    say(f"Đã ký: {out}", f"Signed: {out}")
