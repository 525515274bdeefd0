"""The brief: previewed and downloaded."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.workbench.api.shapes import TEXT, by_name, one_of, record
from commonground.workbench.api.told import Given, Told

__all__ = ["BRIEF"]

BRIEF: Mapping[str, Told] = {
    "GET /case/{case}/brief": Told(
        "Brief",
        "The brief",
        "Where it is previewed, and where each form of it is.",
        answer=record(case=TEXT, page=TEXT, forms=by_name(TEXT)),
    ),
    "GET /case/{case}/brief/page": Told("Brief", "The preview", "The page itself, which runs nothing."),
    "GET /case/{case}/brief/download/{form}": Told(
        "Brief",
        "Download the brief",
        "The brief as a file; PDF and Word need the `report` extra. As `zip`, with the files of the case.",
        about={"form": Given("Which form.", "html", one_of("html", "pdf", "docx", "md", "json", "zip"))},
        media=(
            "text/html",
            "application/pdf",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "text/markdown",
            "application/json",
            "application/zip",
        ),
        later=True,
    ),
}
