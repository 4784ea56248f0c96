"""How does Sphinx make the site of this repository? `make docs` runs it.

The sources are the repository itself, so that links lead to the same pages here and there: lessons
and exercises in `course/`, pages in `docs/`. What is ours in making pages of them is in
`extensions/`, which Sphinx loads by name.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE / "extensions"), str(ROOT)]

project = "The Jacobian"
author = "the Jacobian course authors"
html_title = "The Jacobian"
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "explorer",
    "formulas",
    "lessons",
]

# What becomes a page. The front page is templates/index.html, the way through the rest contents.md.
root_doc = "docs/site/contents"
include_patterns = [
    "course/exercises/jacobians/*.ipynb",
    "course/lessons/*.ipynb",
    "docs/*.md",
    "docs/decisions/*.md",
    "docs/site/*.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
]
exclude_patterns = [
    ".*",
    "build",
    "docs/README.md",  # contents.md takes its place
]
html_additional_pages = {"index": "index.html"}

# Markdown and notebooks.
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_output_stderr = "error"
suppress_warnings = ["mystnb.unknown_mime_type"]  # a check's answer, as the grader takes it

# The API.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

# What it looks like.
html_theme = "furo"
html_static_path = ["static", "../images/feedback.png"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_favicon = "static/mark.svg"
html_logo = "static/mark.svg"
templates_path = ["templates"]
html_math_renderer = "outlines"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0072b2",
        "color-brand-content": "#0067a0",
    },
    "dark_css_variables": {
        "color-brand-primary": "#56b4e9",
        "color-brand-content": "#56b4e9",
    },
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
