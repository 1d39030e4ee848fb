"""Books (EPUB) for tests, written part by part."""

import io
import zipfile

_SPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def book(
    *chapters: str,
    title: str = "Boats",
    contents: str = "",
    cover: str = "",
    style: str = "",
    head: str = "",
    locked: str = "",
) -> bytes:
    """Write a book of chapters in HTML, which lie in another order than they are read in.

    ``contents`` is its table of contents, ``cover`` its cover, both among what is read; ``style`` its CSS, ``head``
    what stands in the head of each page, ``locked`` the part that a lock is said to lie on.
    """
    names = {f"c{len(chapters) - at}": chapter for at, chapter in enumerate(chapters)}
    pages = {"cover": cover, "toc": contents, **names}
    kinds = dict.fromkeys(pages, "") | {"toc": "nav"}
    items = "".join(f'<item id="{name}" href="text/{name}.xhtml" properties="{kind}"/>' for name, kind in kinds.items())
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": (
            f'<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{title}</dc:title></metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine>"
            '<guide><reference type="cover" href="text/cover.xhtml"/></guide></package>'
        ),
        "OPS/look.css": style,
    }
    for name in reversed(pages):
        parts[f"OPS/text/{name}.xhtml"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html {_SPACES}>'
            f"<head><title>{title}</title>{head}</head><body>{pages[name]}</body></html>"
        )
    if locked:
        reference = f'<EncryptedData><CipherData><CipherReference URI="{locked}"/></CipherData></EncryptedData>'
        parts["META-INF/encryption.xml"] = f"<encryption>{reference}</encryption>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()
