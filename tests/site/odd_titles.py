"""Titles that have broken downloaders, and the oldest trick of each kind."""

ODD_TITLES = {
    "million": "endless " * 125_000,
    "dots": "..",
    "dot": ".",
    "climbing": "../../../../outside",
    "absolute": "/etc/outside",
    "backslashes": "..\\..\\outside",
    "html": "<b>Bold</b> & <script>alert('x')</script><img src=x onerror=alert(1)>",
    "emoji": "Family 👩‍👩‍👧‍👦 and flags 🇩🇰🇯🇵",
    "rtl": "שיר ערש — أغنية الليل \u202egnp.exe",
    "control": "bell\x07 escape\x1b[31m line\nbreak\ttab\x7f",
    "long": "長い題名の動画 " * 60,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "decomposed": "Cafe\u0301 de\u0301ja\u0300 vu",
    "reserved": "CON",
    "reserved_dotted": "aux.final.cut",
    "colon": "a:b",
    "forbidden": 'What? "Yes" <no> | 1/2 * 3\\4: done',
    "trailing": "ends with dots and space... ",
    "hidden": ".bashrc",
    "dash": "-rf --exec",
    "template": "%(id)s %s {0} $(whoami) `id`",
    "blank": "   ",
    "zero_width": "in\u200bvis\u2060ible\ufeff",
}
"""By the name that `?odd=` of a page takes."""
