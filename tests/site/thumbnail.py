"""Small landscapes, one per look, drawn by an ffmpeg filter."""

import random

_Colour = tuple[int, int, int]

_SKIES: tuple[tuple[_Colour, _Colour, _Colour], ...] = (  # above, at the horizon, the hills
    ((24, 36, 92), (250, 146, 98), (38, 26, 64)),
    ((12, 74, 110), (142, 224, 214), (8, 48, 66)),
    ((74, 28, 110), (255, 168, 170), (44, 14, 70)),
    ((20, 110, 160), (255, 232, 170), (24, 78, 72)),
    ((8, 12, 40), (72, 88, 170), (4, 6, 22)),
    ((200, 80, 60), (255, 214, 130), (92, 30, 40)),
    ((60, 130, 90), (230, 244, 180), (22, 66, 52)),
    ((92, 108, 140), (226, 220, 222), (46, 56, 80)),
)


def picture_filter(look: int) -> str:
    """A sky, a sun or moon, and three ranges of hills, the nearest the darkest."""
    chance = random.Random(look)
    above, horizon, hills = _SKIES[look % len(_SKIES)]
    sun_x, sun_y, sun_size = (chance.uniform(0.2, 0.8), chance.uniform(0.2, 0.45), 0.09)
    ranges = "".join(_range(number, chance) for number in range(3))
    distance = f"hypot((X/H)-{sun_x * 16 / 9:.3f},(Y/H)-{sun_y:.3f})"
    shape = f"st(0,Y/H);{ranges}st(4,{distance});"
    channels = []
    for name, top, low, near in zip("rgb", above, horizon, hills, strict=True):
        sky = f"({top}+({low}-{top})*ld(0)*1.3)"
        glow = f"{sky}+(255-{sky})*0.55*exp(-6*max(0,ld(4)-{sun_size}))"
        colour = f"if(lt(ld(4),{sun_size}),{255 - (255 - low) // 4},{glow})"
        for number in range(3):  # the farthest first, so that the nearest ends up outermost
            shade = near + (low - near) * (2 - number) // 4
            colour = f"if(gt(ld(0),ld({number + 1})),{shade},{colour})"
        channels.append(f"{name}='{shape}clip({colour},0,255)'")
    return f"format=gbrp,geq={':'.join(channels)},format=yuvj420p"


def _range(number: int, chance: random.Random) -> str:
    """The height of a range of hills at each X, kept in a variable of the filter."""
    base = 0.58 + 0.14 * number
    waves = ""
    for size, pace in ((0.06, (3, 7)), (0.025, (9, 16)), (0.008, (24, 40))):
        height, turns = size * chance.uniform(0.6, 1.2), chance.uniform(*pace)
        begin = chance.uniform(0, 6)
        waves += f"+{height:.3f}*sin(X/W*{turns:.2f}+{begin:.2f})"
    return f"st({number + 1},{base:.3f}{waves});"
