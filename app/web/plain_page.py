"""Plain pages: what stands beside the chat as HTML without any script, and works where that does not."""

from html import escape

from corpus.language import Language

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%230b5c8c'/%3E%3Ctext x='16' y='23' font-size='22' "
    "font-family='Georgia,serif' text-anchor='middle' fill='white'%3E§%3C/text%3E%3C/svg%3E"
)
"""The page's sign, as an address that holds the picture itself."""

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --edge: #747d88; --accent: #0b5c8c;
  --on-accent: #fff; --wrong: #a8201a; }
@media (prefers-color-scheme: dark) { :root { --ground: #15181c; --ink: #e7eaee; --edge: #88929e;
  --accent: #7cc0ea; --on-accent: #0d1b26; --wrong: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 4rem 1.25rem; }
main.wide { max-width: 42rem; padding-top: 2.5rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
.contact { font-weight: 600; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.25rem, 6.4vw, 1.6rem); line-height: 1.25; margin: 0 0 0.5rem;
  overflow-wrap: anywhere; hyphens: auto; }
label { display: block; font-weight: 600; margin: 1.5rem 0 0.25rem; }
input { width: 100%; font: inherit; color: inherit; background: none; padding: 0.6rem 0.75rem;
  border: 1px solid var(--edge); border-radius: 0.4rem; }
button { font: inherit; font-weight: 600; margin-top: 1rem; padding: 0.6rem 1.5rem; border: 0;
  border-radius: 0.4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
a { color: var(--accent); } nav { margin-top: 2.5rem; display: flex; gap: 1.25rem; }
nav a, nav span { display: inline-block; padding: 0.25rem 0; min-height: 1.5rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wrong { color: var(--wrong); font-weight: 600; }
"""


def plain_page(language: Language, title: str, body: str, head: str = "") -> str:
    """A whole page of a title for the window, a body, and what its head has beside the usual."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="{ICON}">'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
