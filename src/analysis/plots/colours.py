"""The colours of figures and pages: their light and dark faces, and the CSS variables that carry them.

Contrast of every colour with its paper is at least 4.5 : 1 (WCAG 2.2, 1.4.3), so that labels may wear it.
"""

PAPER, INK, MUTED, GRID = "#fefefe", "#1b1d1f", "#595f66", "#d9dcdf"
NEGATIVE, POSITIVE, NEUTRAL = "#a3320f", "#0b5a8f", "#6b7076"
OTHER = "#4a5058"
# By the order of the pieces: alike for no kind of colour vision, and of different lightness.
PALETTE = ("#0f4c81", "#b8480a", "#0a6b57", "#8c3a8a", "#7d5f00", "#3f6fd1", "#97294a", "#3a4a1c")

# Each colour's light and dark face; `css()` makes them variables of a page.
DARK = {
    PAPER: "#16191c", INK: "#e9ebed", MUTED: "#a7aeb5", GRID: "#3a4047",
    NEGATIVE: "#ff9d7d", POSITIVE: "#7cc0f2", NEUTRAL: "#a2a8ae", OTHER: "#b4bac1",
    **dict(zip(PALETTE, ("#7fb4ea", "#f79256", "#4fc9ad", "#dd96db", "#d9b540", "#a3bdff", "#f28ba8",
                         "#b7c98b"), strict=True)),
}
VARIABLES = {
    PAPER: "--px-paper", INK: "--px-ink", MUTED: "--px-muted", GRID: "--px-grid",
    NEGATIVE: "--px-negative", POSITIVE: "--px-positive", NEUTRAL: "--px-neutral", OTHER: "--px-other",
    **{colour: f"--px-piece{number}" for number, colour in enumerate(PALETTE, 1)},
}

def css() -> str:
    """The colours as CSS variables: light by themselves, dark where the reader's system is."""
    light = "".join(f"{name}:{colour};" for colour, name in VARIABLES.items())
    dark = "".join(f"{name}:{DARK[colour]};" for colour, name in VARIABLES.items())
    return (f":root{{color-scheme:light dark;{light}}}"
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}")
