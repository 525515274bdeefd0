"""In which language a brief speaks: sentences from templates, counts that agree in number, days and lists."""

from commonground.brief.language.tongue import LANGUAGES, Tongue, tongue

__all__ = ["LANGUAGES", "Tongue", "tongue"]
