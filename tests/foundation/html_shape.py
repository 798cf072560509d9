"""HTML as a comparable tree: attribute order, class order and white space between tags do not count."""

from html.parser import HTMLParser

VOID = {"input", "img", "br", "hr", "meta", "link", "path", "rect", "circle"}
RAW = {"textarea"}


class _Shape(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = ("#root", (), [])
        self.stack = [self.root]

    def handle_starttag(self, tag, attrs):
        node = (tag, tuple(sorted(_attribute(name, value) for name, value in attrs)), [])
        self.stack[-1][2].append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data):
        children = self.stack[-1][2]
        if children and isinstance(children[-1], str):
            data = children.pop() + data
        children.append(data)


def _attribute(name, value):
    value = value if value is not None else ""
    return (name, " ".join(sorted(value.split())) if name == "class" else value.strip())


def _tidy(node):
    tag, attrs, children = node
    kept = []
    for child in children:
        if not isinstance(child, str):
            kept.append(_tidy(child))
        elif text := " ".join(child.split()):
            kept.append(text)
    return (tag, attrs, tuple(kept))


def shape(html):
    """The tree of ``html``, for ==."""
    parser = _Shape()
    parser.feed(html)
    return _tidy(parser.root)


def lines(html):
    """The same tree as indented lines, so that a failure shows what differs."""
    found = []

    def walk(node, depth):
        if isinstance(node, str):
            found.append("  " * depth + node)
            return
        found.append("  " * depth + node[0] + "".join(f' {n}="{v}"' for n, v in node[1]))
        for child in node[2]:
            walk(child, depth + 1)

    walk(shape(html), 0)
    return found
