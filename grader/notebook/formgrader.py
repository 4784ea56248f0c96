"""What may formgrader run or show? Nothing of a folder with students' files.

`/formgrader?path=FOLDER` makes nbgrader run the `nbgrader_config.py` of that folder as whoever
opens the address. A link in a submission could lead there. So this server extension, which stands
before formgrader, answers 403 unless the folder is the root of a course of one's own.

`/formgrader/submissions/NUMBER/FILE` shows a file beside a graded notebook. nbgrader looks for it
in the whole course: a page that was handed in would be one of the server's. It gets 403 too.

>>> refused("/no/such/course")
True
>>> leads_out("/formgrader/submissions/7/..%2F..%2F..%2Fsubmitted/eve/ps1/evil.html")
True
"""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tornado.routing import Matcher, Rule
from tornado.web import ErrorHandler

from grader.errors import ConfigError
from grader.notebook.layout import find_root

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp
    from tornado.httputil import HTTPServerRequest


class FromElsewhere(Matcher):
    """Matches requests that would have formgrader load or show what it must not."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """What the handler is made with; None leaves the request to formgrader."""
        if leads_out(request.path):
            return {}
        if not request.path.rstrip("/").endswith("/formgrader"):
            return None
        given = [
            value.decode(errors="replace").strip() for value in request.arguments.get("path", [])
        ]
        return {} if any(map(refused, given)) else None


def refused(folder: str) -> bool:
    """Whether a folder's configuration must not be loaded; '' means that of the server."""
    if not folder:
        return False
    try:
        return find_root(Path(folder)) != Path(folder).resolve()
    except (ConfigError, OSError, ValueError):
        return True


def leads_out(address: str) -> bool:
    """Whether the path of an address names a file outside the folder of a graded notebook."""
    _, _, asked = unquote(address).partition("/formgrader/submissions/")
    name = asked.partition("/")[2].replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or bool(PureWindowsPath(name).drive)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    status = {"status_code": HTTPStatus.FORBIDDEN}
    rule = Rule(FromElsewhere(), ErrorHandler, status)
    server.web_app.default_router.rules.insert(0, rule)  # before whatever was added first
