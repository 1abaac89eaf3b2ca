"""Renders a surveyed vault as a site that a reader can walk."""

from importlib.util import find_spec

from teleo.errors import MissingExtraError

if any(find_spec(library) is None for library in ("jinja2", "nh3", "latex2mathml", "pygments", "igraph")):
    raise MissingExtraError("the site", "site")
