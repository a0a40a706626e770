"""Jinja2 as every page uses it: escaped, strict, with the words of one language."""

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from bot.locale import catalogues
from bot.messages import Language
from bot.pages.assets import Assets


def environment(package: str, language: Language, assets: Assets) -> Environment:
    """Return the templates of `package`, which may import the shared ones by name."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("bot.pages")]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = catalogues.load(language)
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(asset=assets.address, language=language, Language=Language)
    return made
