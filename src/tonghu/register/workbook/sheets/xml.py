"""Reading XML as a stream, without document types (and so without entities that unfold into gigabytes)."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from tonghu.base.errors import TonghuError

CHUNK = 1 << 17
Attributes = dict[str, str]


class BadXml(TonghuError):
    """A part of the file is not well-formed XML, or carries a document type."""


def new_parser() -> expat.XMLParserType:
    """A parser that joins neighbouring text and refuses document types."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(parser: expat.XMLParserType, stream: IO[bytes]) -> Iterator[None]:
    """Feed a stream chunk by chunk; control comes back after each. Raises BadXml."""
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BadXml(str(error)) from error


def elements(stream: IO[bytes]) -> list[tuple[str, Attributes]]:
    """Every start tag of a small part, by its name without prefix, with its attributes without prefixes."""
    found: list[tuple[str, Attributes]] = []
    parser = new_parser()
    parser.StartElementHandler = _collector(found)
    for _ in feed(parser, stream):
        pass
    return found


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def _collector(found: list[tuple[str, Attributes]]) -> Callable[[str, Attributes], None]:
    def start(name: str, attributes: Attributes) -> None:
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    return start


def _refuse_doctype(*_: object) -> None:
    raise BadXml("a workbook has no document type")
