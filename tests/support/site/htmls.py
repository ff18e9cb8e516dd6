"""What a browser would make of HTML: its elements, their attributes and the text in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "img", "input", "link", "meta", "path", "wbr"})


@dataclass
class Element:
    """An element with its attributes, the text inside it and the elements inside it, in order."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        """The elements below with this tag and these attributes; ``class_`` stands for ``class``."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            e
            for e in self.below()
            if e.tag == tag and all(e.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> "Element":
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def below(self) -> list["Element"]:
        """All elements below, in the order in which they begin."""
        return [found for element in self.inside for found in (element, *element.below())]

    def tags(self) -> set[str]:
        """The tags of all elements below."""
        return {element.tag for element in self.below()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} names an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open[-1].tag == tag, f"{tag} ends inside {self.open[-1].tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def parsed(html: str) -> Element:
    """The elements of well-formed HTML; asserts that each is closed where it should be."""
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    assert [element.tag for element in reader.open] == [""]
    return reader.open[0]
