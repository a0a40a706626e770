"""Reads words that were typed with Telex or VNI while the input method was off."""

import re

_ONSETS = "ngh|ng|nh|kh|gh|gi|ch|ph|th|tr|qu|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x|"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec|iem"
    "|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oat|oay|oc|oe|oen"
    "|oet|oi|om|on|ong|op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon"
    "|uong|uop|uot|uou|up|ut|uu|uy|uya|uyen|uyet|uynh|uyt|y|yem|yen|yet|yeu"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})(?:{_RIMES})")
_TELEX_SIGN = re.compile(r"aa|ee|oo|dd|[aou]w|[aeiouy][a-z]*[sfrxj](?:$|[ptcmngh])")
_DOUBLED = re.compile(r"dd|aa|ee|oo|[aou]w")
_TONE = re.compile(r"(?<=[aeiouycgmnpth])[sfrxj]|(?<=[aeiouy])[sfrxj](?=[a-z])")
_VNI = re.compile(r"[a-z]+\d{1,2}[a-z][a-z\d]*")
_LONGEST_TYPED = 10
"""Letters of "nghieengj"; a longer word is none."""


def is_syllable(word: str) -> bool:
    """Tell whether `word`, without marks, can be one Vietnamese syllable."""
    return _SYLLABLE.fullmatch(word) is not None


def read_telex(word: str) -> str | None:
    """Return the syllable that Telex keys would have made; None: they are none."""
    if len(word) > _LONGEST_TYPED or is_syllable(word) or not _TELEX_SIGN.search(word):
        return None
    bare = _TONE.sub("", word)
    bare = _DOUBLED.sub(lambda match: match[0][0], bare)
    return bare if is_syllable(bare) else None


def read_vni(word: str) -> str | None:
    """Return the syllable that VNI keys would have made; None: they are none.

    Digits between letters decide: "to6i" is "toi", while "muc2" stays as it is.
    """
    if len(word) > _LONGEST_TYPED or not _VNI.fullmatch(word):
        return None
    bare = re.sub(r"\d", "", word)
    return bare if is_syllable(bare) else None
