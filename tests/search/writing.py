"""Syllables as people write them in scripts whose letters stand on, below and beside each other."""

from hypothesis import strategies as st


def _syllables(*parts: str) -> st.SearchStrategy[str]:
    """One letter of each part; a part that begins with “?” may be left out, “|” parts what is longer than a letter."""
    chosen = []
    for part in parts:
        letters = part.removeprefix("?")
        several = letters.split("|") if "|" in letters else list(letters)
        chosen.append(st.sampled_from([*([""] if part.startswith("?") else []), *several]))
    return st.tuples(*chosen).map("".join)


THAI = _syllables("?เแโใไ", "กขคงจชดตถทนบปผพมยรลวสหอ", "?ัิีึืุู็", "?่้๊๋์", "?ะาำ")
LAO = _syllables("?ເແໂໃໄ", "ກຂຄງຈຊຍດຕທນບປຜມຢລວສຫອຮໜໝ", "?ັິີຶືຸູົຼ", "?່້໊໋", "?ະາຳຽ")
KHMER = _syllables(
    "កខគងចជញដតថទនបផពមយរលវសហឡអ", "?\u17d2ត|\u17d2រ|\u17d2ល|\u17d2យ|\u17d2ដ", "?៉៊", "?ាិីឹុូើឿេែៃោៅ", "?ំះ់័"
)
BURMESE = _syllables(
    "ကခဂငစဆဇညတထဒနပဖဗမယရလဝသဟအဦ", "?\u1039တ|\u1039က|\u103a\u1039ဂ", "?ျြွှ", "?ေိီုူဲ", "?ါာံ", "?န်|တ်|ပ်|", "?့း"
)
KOREAN = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
VIETNAMESE = _syllables(
    "bcdđghklmnpqrstvx", "aăâeêioôơuưyáàảãạấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự", "?cmnpt", "  -"
)
KANA = st.sampled_from([*"かきくけこがぎぱぴカキガギパ", "ｶ", "ｷﾞ", "ﾊﾟ"])
WRITING = (
    THAI
    | LAO
    | KHMER
    | BURMESE
    | KOREAN
    | VIETNAMESE
    | KANA
    | st.sampled_from([" ", "-", "ๆ", "១", "၁", "๑"])
)
