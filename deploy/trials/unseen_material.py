"""What unseen scenes are composed of: empty places, people, vehicles and rubbish, cut out of the given clips or drawn.

A sprite is a uint8 array (height, width, 4): blue, green, red and how opaque. Places are 640x360 pictures.
"""
from dataclasses import dataclass

import cv2
import numpy as np

WIDTH, HEIGHT = 640, 360


@dataclass
class Place:
    """An empty place: its picture, how tall a person is at two rows, zones, and where vehicles drive (all in pixels)."""
    name: str
    picture: np.ndarray
    rows: tuple
    parking: list
    dumping: list
    lane: list
    from_above: bool = False

    def person_height(self, row):
        (row_a, tall_a), (row_b, tall_b) = self.rows
        return max(18.0, tall_a + (tall_b - tall_a) * (row - row_a) / (row_b - row_a))

    def mirrored(self):
        def turn(points):
            return [(WIDTH - 1 - x, y) for x, y in points]
        return Place(self.name + "-mirrored", np.ascontiguousarray(self.picture[:, ::-1]), self.rows,
                     turn(self.parking), turn(self.dumping), turn(self.lane), self.from_above)


def frames(clip, start=0.0, end=1e9, every=1):
    """Pictures of a clip from start to end (seconds), each `every`th."""
    video = cv2.VideoCapture(clip)
    rate, index = video.get(cv2.CAP_PROP_FPS), 0
    while video.grab() and index / rate < end:
        if index / rate >= start and index % every == 0:
            yield video.retrieve()[1]
        index += 1
    video.release()


def median(clip, start, end, every=15):
    return np.median(np.stack(list(frames(clip, start, end, every))), axis=0).astype(np.uint8)


def fitted(picture):
    """Cut to 16:9 (the lower part) and brought to 640x360."""
    height, width = picture.shape[:2]
    wanted = width * HEIGHT // WIDTH
    if wanted < height:
        picture = picture[height - wanted:]
    else:
        picture = picture[:, :height * WIDTH // HEIGHT]
    return cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA if width > WIDTH else cv2.INTER_CUBIC)


# name: clip below shared, empty from, to (s), person heights at rows, parking, dumping, lane
GIVEN = {
    "campus": ("scenes/composed/s01.mp4", 0, 30, ((90, 44), (262, 80)),
               [(330, 150), (545, 118), (600, 170), (565, 258), (400, 252), (300, 190)],
               [(0, 200), (190, 205), (330, 262), (330, 345), (0, 345)], [(-80, 225), (420, 205), (720, 150)]),
    "lot": ("scenes/composed/s03.mp4", 0, 65, ((0, 56), (360, 56)),
            [(232, 112), (408, 112), (420, 292), (220, 292)], [(440, 50), (632, 50), (632, 345), (455, 345)],
            [(310, -60), (330, 200), (310, 430)], True),
    "bricks": ("scenes/composed/s04.mp4", 0, 40, ((170, 118), (330, 170)),
               [(40, 192), (600, 196), (628, 335), (12, 335)], [(0, 116), (640, 126), (640, 186), (0, 182)],
               [(-260, 285), (320, 280), (900, 285)]),
    "motorway": ("scenes/composed/s08.mp4", 0, 1e9, ((150, 38), (320, 84)),
                 [(440, 345), (572, 345), (598, 150), (540, 150)], [(330, 345), (425, 345), (532, 150), (490, 150)],
                 [(300, 430), (545, 200), (620, 20)]),
    "junction": ("scenes/real/road-traffic.mp4", 0, 1e9, ((90, 44), (320, 92)),
                 [(30, 120), (460, 92), (600, 150), (420, 215), (60, 240)],
                 [(330, 262), (620, 190), (630, 345), (150, 345)], [(-120, 190), (320, 160), (760, 110)]),
    "lawn": ("streams/sub.mp4", 0, 1e9, ((80, 46), (300, 92)),
             [(310, 120), (590, 130), (620, 210), (520, 262), (330, 200)],
             [(0, 170), (150, 175), (330, 262), (380, 350), (0, 350)], [(-90, 170), (430, 180), (740, 170)]),
    "tram": ("scenes/composed/s09.mp4", 0, 38, ((110, 78), (330, 150)),
             [(110, 122), (600, 118), (625, 192), (70, 192)], [(60, 215), (615, 215), (630, 345), (15, 345)],
             [(-230, 175), (330, 172), (880, 175)]),
    "lamplight": ("scenes/composed/s06.mp4", 0, 50, ((100, 96), (300, 170)),
                  [(50, 122), (455, 128), (460, 225), (20, 225)], [(10, 240), (620, 235), (630, 345), (10, 345)],
                  [(-300, 205), (250, 200), (940, 215)]),
    "pavement": ("scenes/real/pavement-bag.mp4", 0, 12, ((60, 80), (330, 165)),
                 [(40, 240), (380, 235), (420, 350), (15, 350)], [(110, 60), (430, 60), (435, 215), (70, 215)],
                 [(-300, 320), (230, 318), (900, 330)]),
    "avenue": ("scenes/real/highway.mp4", 0, 1e9, ((80, 30), (330, 105)),
               [(90, 250), (260, 120), (400, 120), (300, 345), (60, 345)],
               [(330, 345), (410, 140), (535, 140), (545, 345)], [(100, 470), (300, 200), (360, 20)]),
    "asphalt": ("scenes/real/one-way.mp4", 0, 1e9, ((60, 60), (330, 100)),
                [(40, 60), (600, 60), (620, 180), (20, 180)], [(20, 200), (620, 200), (630, 350), (10, 350)],
                [(-120, 150), (320, 140), (760, 150)]),
}


def given_place(shared, name):
    clip, start, end, rows, parking, dumping, lane, *above = GIVEN[name]
    every = 60 if end > 1e6 and "composed" in clip else 12
    return Place(name, fitted(median(f"{shared}/{clip}", start, end, every)), rows, parking, dumping, lane, bool(above))


def grain(rng, shape, size, strength):
    """Smooth random texture of about `size` pixels, its standard deviation `strength`."""
    small = rng.normal(0, 1, (max(2, int(shape[0] / size)), max(2, int(shape[1] / size)))).astype(np.float32)
    large = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return large * strength / max(1e-6, large.std())


def drawn_place(seed):
    """A street of one's own: house front, pavement, road, each with its texture."""
    rng = np.random.default_rng(1000 + seed)
    top, kerb = int(rng.integers(70, 110)), int(rng.integers(160, 200))
    luma = np.zeros((HEIGHT, WIDTH), np.float32)
    smooth = rng.random() < 0.4
    luma[:top] = rng.integers(80, 170)
    luma[top:kerb] = rng.integers(110, 180)
    luma[kerb:] = rng.integers(70, 120)
    for size, strength in ((2, 1.0 if smooth else 4), (7, 1.0 if smooth else 3), (90, 5)):
        luma += grain(rng, luma.shape, size, strength)
    for x in range(int(rng.integers(10, 40)), WIDTH, int(rng.integers(70, 110))):
        cv2.rectangle(luma, (x, 14), (x + int(rng.integers(24, 44)), top - 22), float(rng.integers(30, 220)), -1)
    if not smooth:
        for x in range(-WIDTH, 2 * WIDTH, int(rng.integers(26, 46))):
            cv2.line(luma, (x, kerb), (x + (kerb - top) // 2, top), float(luma[top + 5].mean() - 14), 1, cv2.LINE_AA)
        cv2.line(luma, (0, (top + kerb) // 2), (WIDTH, (top + kerb) // 2), float(luma[top + 5].mean() - 14), 1)
    cv2.line(luma, (0, kerb), (WIDTH, kerb), 205.0, 3)
    cv2.line(luma, (0, top), (WIDTH, top), 60.0, 2)
    for x in range(int(rng.integers(0, 60)), WIDTH, 110):
        cv2.line(luma, (x, 300), (x + 50, 300), 200.0, 4)
    tint = rng.uniform(0.93, 1.07, 3)
    picture = np.clip(cv2.GaussianBlur(luma, (0, 0), 0.7)[..., None] * tint, 0, 255).astype(np.uint8)
    tall = float(rng.integers(58, 84))
    return Place(f"drawn{seed}", picture, ((top, tall * 0.75), (HEIGHT, tall * 1.5)),
                 [(30, kerb + 8), (610, kerb + 8), (630, kerb + 75), (10, kerb + 75)],
                 [(10, top + 12), (630, top + 12), (630, kerb - 4), (10, kerb - 4)],
                 [(-200, kerb + 55), (320, kerb + 50), (840, kerb + 55)])


def cut(with_it, empty, box, threshold=14):
    """The sprite of what differs between two pictures within a box (pixels), with a soft edge."""
    x, y, w, h = box
    inside, before = with_it[y:y + h, x:x + w], empty[y:y + h, x:x + w]
    differs = np.abs(inside.astype(np.int16) - before).max(axis=2) > threshold
    mask = cv2.morphologyEx(differs.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    mask = np.zeros_like(mask)
    outlines, _ = cv2.findContours((labels == largest).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(mask, outlines, -1, 1, -1)
    sx, sy, sw, sh = stats[largest][:4]
    alpha = cv2.GaussianBlur(mask.astype(np.float32) * 255, (0, 0), 0.6)
    return np.dstack([inside, alpha.astype(np.uint8)])[sy:sy + sh, sx:sx + sw]


# clip, empty from to, there from to (s), box (normalised)
VEHICLES = {
    "s01": (0, 30, 60, 120, (.608, .411, .190, .167)), "s02": (0, 58, 70, 118, (.796, .490, .1125, .183)),
    "s05": (0, 45, 115, 230, (.352, .189, .359, .267)), "s14": (0, 45, 110, 180, (.376, .183, .310, .272)),
    "s06": (0, 55, 75, 175, (.128, .139, .509, .378)),
}
FROM_ABOVE = {"s03": (0, 65, 80, 160, (.4595, .433, .0873, .275))}
RUBBISH = {
    "s04": (0, 38, 110, 215, (.584, .308, .0575, .167)), "s09a": (0, 38, 60, 108, (.258, .247, .031, .053)),
    "s09b": (0, 100, 130, 215, (.628, .258, .026, .044)), "s10": (0, 50, 110, 195, (.503, .261, .138, .208)),
    "s12a": (0, 40, 110, 175, (.153, .619, .070, .111)), "s12b": (100, 175, 190, 235, (.315, .764, .043, .072)),
    "s14": (0, 45, 60, 100, (.621, .222, .039, .081)),
}


def cut_still(shared, name, times):
    """A thing cut out of a given clip by the medians before and after it came."""
    empty_from, empty_to, there_from, there_to, box = times
    clip = f"{shared}/scenes/composed/{name[:3]}.mp4"
    x, y = max(0, int(box[0] * WIDTH) - 3), max(0, int(box[1] * HEIGHT) - 3)
    pixels = (x, y, int(box[2] * WIDTH) + 6, int(box[3] * HEIGHT) + 5)
    return cut(median(clip, there_from, there_to, 45), median(clip, empty_from, empty_to, 45), pixels)


def cut_people(shared, wanted=10):
    """Walkers of the campus, each a list of sprites at 10 pictures/s: his own gait."""
    clip = f"{shared}/scenes/real/campus-walkers.mp4"
    empty = median(clip, 0, 1e9, 12)
    tracks, done = [], []
    for picture in frames(clip):
        differs = (np.abs(picture.astype(np.int16) - empty).max(axis=2) > 28).astype(np.uint8)
        differs = cv2.morphologyEx(differs, cv2.MORPH_CLOSE, np.ones((9, 3), np.uint8))
        count, _, stats, centres = cv2.connectedComponentsWithStats(differs)
        found = []
        for i in range(1, count):
            x, y, w, h, area = stats[i]
            if 60 <= h <= 135 and 0.22 <= w / h <= 0.6 and area > 0.35 * w * h and x > 3 and x + w < 765 and y + h < 573:
                found.append(((x, y, w, h), centres[i]))
        going = []
        for track in tracks:
            near = [f for f in found if np.hypot(*(f[1] - track["at"])) < 9 and abs(f[0][3] - track["tall"]) < 8]
            sprite = cut(picture, empty, near[0][0], 24) if len(near) == 1 else None
            if sprite is None or sprite.shape[0] < 0.85 * track["tall"] or len(track["sprites"]) >= 30:
                done.append(track)
            else:
                track.update(at=near[0][1], tall=near[0][0][3])
                track["sprites"].append(sprite)
                going.append(track)
        taken = [tuple(track["at"]) for track in going]
        tracks = going + [{"at": f[1], "first": f[1], "tall": f[0][3], "sprites": []} for f in found if tuple(f[1]) not in taken]
    people = [track for track in done if len(track["sprites"]) >= 12]
    people.sort(key=lambda track: -len(track["sprites"]))
    walkers = []
    for track in people[:wanted]:
        leftwards = track["at"][0] < track["first"][0]
        walkers.append([np.ascontiguousarray(s[:, ::-1]) if leftwards else s for s in track["sprites"]])
    return walkers


def shaded(rng, shape, tone, mask):
    """A textured body of one tone, lighter above, as a sprite."""
    height, width = shape
    luma = tone + grain(rng, shape, 3, 5) + grain(rng, shape, 9, 9) + np.linspace(14, -18, height, dtype=np.float32)[:, None]
    colour = np.clip(luma[..., None] * rng.uniform(0.88, 1.12, 3), 0, 255).astype(np.uint8)
    return np.dstack([colour, cv2.GaussianBlur(mask, (0, 0), 0.8)])


def drawn_vehicle(seed, from_above=False):
    """A van, lorry or car of flat faces; 200 pixels long, with a transparent rim."""
    rng = np.random.default_rng(2000 + seed)
    kind = "above" if from_above else ("van", "car", "lorry")[seed % 3]
    tall = {"van": 96, "car": 70, "lorry": 128, "above": 210}[kind]
    shape = (tall, 90 if from_above else 200)
    mask = np.zeros(shape, np.uint8)
    if from_above:
        cv2.rectangle(mask, (8, 4), (82, tall - 4), 255, -1)
    elif kind == "car":
        cv2.fillPoly(mask, [np.array([(4, 58), (6, 36), (48, 30), (72, 5), (140, 5), (168, 30), (195, 38), (196, 58)])], 255)
    else:
        cv2.fillPoly(mask, [np.array([(4, tall - 12), (5, 5), (150, 4), (178, tall // 2 - 6), (196, tall // 2), (196, tall - 12)])], 255)
    body = shaded(rng, shape, float(rng.choice([35, 75, 150, 195, 225])), mask)
    glass = tuple(int(v) for v in rng.integers(20, 60, 3))
    if from_above:
        cv2.rectangle(body, (16, 50), (74, 78), (*glass, 255), -1)
        cv2.rectangle(body, (18, 150), (72, 172), (*glass, 255), -1)
        return body
    if kind == "car":
        cv2.fillPoly(body, [np.array([(58, 30), (78, 10), (100, 10), (100, 30)])], (*glass, 255))
        cv2.fillPoly(body, [np.array([(106, 30), (106, 10), (136, 10), (156, 30)])], (*glass, 255))
    else:
        cv2.fillPoly(body, [np.array([(152, tall // 2), (152, 14), (158, 14), (176, tall // 2)])], (*glass, 255))
        cv2.line(body, (90, 12), (90, tall - 16), (60, 60, 60, 255), 1)
    for wheel in (44, 156):
        cv2.circle(body, (wheel, tall - 13), 13, (25, 25, 25, 255), -1, cv2.LINE_AA)
        cv2.circle(body, (wheel, tall - 13), 5, (140, 140, 140, 255), -1, cv2.LINE_AA)
    return body


def drawn_rubbish(seed):
    """A bag, a box or a heap of both; about 80 pixels wide."""
    rng = np.random.default_rng(3000 + seed)
    kind = ("bag", "box", "heap")[seed % 3]
    tone = float(rng.choice([22, 45, 140, 205, 232]))
    if kind == "heap":
        whole = np.zeros((80, 130, 4), np.uint8)
        for i in range(4):
            part = drawn_rubbish(3 * (seed * 7 + i) + i % 2)
            x, y = int(rng.integers(0, 130 - part.shape[1])), 80 - part.shape[0] - int(rng.integers(0, 4))
            opaque = part[..., 3:] > 127
            region = whole[y:y + part.shape[0], x:x + part.shape[1]]
            region[:] = np.where(opaque, part, region)
        return trimmed(whole)
    tall = int(rng.integers(52, 74))
    mask = np.zeros((tall, 80), np.uint8)
    if kind == "box":
        cv2.rectangle(mask, (4, 5), (75, tall - 4), 255, -1)
        body = shaded(rng, mask.shape, tone, mask)
        cv2.line(body, (4, tall // 3), (75, tall // 3), (*[int(max(0, tone - 35))] * 3, 255), 2)
        return trimmed(body)
    angles = np.linspace(0, 2 * np.pi, 26, endpoint=False)
    reach = 1 + rng.normal(0, 0.07, 26)
    points = np.stack([40 + 34 * reach * np.cos(angles), tall * 0.56 + tall * 0.38 * reach * np.sin(angles)], 1)
    cv2.fillPoly(mask, [np.clip(points, 0, [79, tall - 1]).astype(np.int32)], 255)
    cv2.fillPoly(mask, [np.array([(34, 14), (28, 2), (52, 3), (46, 14)])], 255)
    return trimmed(shaded(rng, mask.shape, tone, mask))


def trimmed(sprite):
    ys, xs = np.where(sprite[..., 3] > 127)
    return sprite[ys.min():ys.max() + 1, xs.min():xs.max() + 1]
