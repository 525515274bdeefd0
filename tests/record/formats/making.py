"""Small files of each format, made here so that no test needs a file of others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence


def pdf_of(pages: Sequence[Sequence[str]], *, title: str | None = None) -> bytes:
    """A PDF by hand: a page each, a line of text each; a page without lines is a scan, a picture of one dot."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    dot = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    objects.append(dot + b"\nstream\n\x00\nendstream")
    kids = []
    for lines in pages:
        shown = b"".join(b"(" + line.encode("cp1252") + b") Tj T*\n" for line in lines)
        drawn = b"BT /F1 12 Tf 14 TL 72 720 Td\n" + shown + b"ET" if lines else b"/I1 Do"
        objects.append(b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream")
        resources = b"<< /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %b /Contents %d 0 R >>"
        objects.append(page % (resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    if title:
        objects.append(b"<< /Title (" + title.encode("cp1252") + b") >>")
    return _numbered(objects, info=len(objects) if title else None)


def _numbered(objects: Sequence[bytes], info: int | None) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R%b >>" % (len(objects) + 1, b" /Info %d 0 R" % info if info else b"")
    start = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return data + start + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(data)


def encrypted(data: bytes, password: str = "secret") -> bytes:
    """The same PDF with a password (RC4, which needs no further library)."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_of(paragraphs: Sequence[tuple[str, str]], *, title: str = "", language: str = "") -> bytes:
    """A DOCX of (style, words) paragraphs."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = language
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The same zip with some members replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return out.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def tei_of(body: str, *, header: str = "", root: str = "") -> bytes:
    """A TEI file with this in its body."""
    text = f"<text><body>{body}</body></text>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{root}><teiHeader>{header}</teiHeader>{text}</TEI>'.encode()
