"""Who and what moves through an unseen scene: flat sprites that stand on a row of the place. All in pixels and seconds."""
import cv2
import numpy as np

from unseen_material import HEIGHT, WIDTH


def overlap(a, b):
    """Shared area of two boxes (x, y, w, h), of the first one's."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(0.0, width) * max(0.0, height) / (a[2] * a[3])


class Actor:
    """Something with a sprite and a box at every time at which it is present."""
    depth = 0

    def present(self, t):
        raise NotImplementedError

    def sprite(self, t):
        """The picture at this time, in its final size."""
        raise NotImplementedError

    def at(self, t):
        """Its foot: the middle of its lower edge."""
        raise NotImplementedError

    def row(self, t):
        return self.at(t)[1]

    def box(self, t):
        height, width = self.sprite(t).shape[:2]
        x, y = self.at(t)
        return (x - width / 2, y - height, width, height)

    def draw(self, picture, t):
        sprite = self.sprite(t)
        height, width = sprite.shape[:2]
        x, y = self.at(t)
        # Below a pixel, too: a sprite that moves by whole pixels would stutter.
        left, top = int(np.floor(x - width / 2)), int(np.floor(y - height))
        blend(picture, sprite, left, top, x - width / 2 - left, y - height - top)

    def shadow(self, picture, t, sun):
        """A soft one where it touches the ground; in the sun a hard one, cast sideways."""
        x, y = self.at(t)
        height, width = self.sprite(t).shape[:2]
        dark = np.zeros((HEIGHT, WIDTH), np.uint8)
        cv2.ellipse(dark, (int(x), int(y - 1)), (max(2, int(width * 0.5)), max(1, int(min(height, width) * 0.07))), 0, 0, 360, 255, -1)
        x0, x1 = max(0, int(x - width)), min(WIDTH, int(x + width))
        y0, y1 = max(0, int(y - 20)), min(HEIGHT, int(y + 20))
        if x1 > x0 and y1 > y0:
            soft = cv2.GaussianBlur(dark[y0:y1, x0:x1], (0, 0), 2)
            picture[y0:y1, x0:x1] *= 1 - 0.35 / 255 * soft[..., None].astype(np.float32)
        if sun:
            alpha = self.sprite(t)[..., 3]
            slope = np.float32([[1, -sun[0], x - width / 2 + sun[0] * height], [0, -sun[1] if sun[1] else 0.01, y + sun[1] * height]])
            cast = cv2.warpAffine(alpha, slope, (WIDTH, HEIGHT))
            picture *= 1 - 0.45 / 255 * cast[..., None].astype(np.float32)

    def lights(self, picture, t):
        """What it lights by night."""

    def contrast(self, empty):
        """Mean difference in luma to the ground it hides."""
        t = self.seen_at()
        sprite = self.sprite(t)
        x, y, width, height = (int(v) for v in self.box(t))
        x0, y0, x1, y1 = max(0, x), max(0, y), min(WIDTH, x + width), min(HEIGHT, y + height)
        if x1 - x0 < 5 or y1 - y0 < 5:
            return 0.0
        part = sprite[y0 - y:y1 - y, x0 - x:x1 - x]
        differs = np.abs(cv2.cvtColor(part[..., :3], cv2.COLOR_BGR2GRAY).astype(np.float32)
                         - cv2.cvtColor(empty[y0:y1, x0:x1], cv2.COLOR_BGR2GRAY))
        return float(differs[part[..., 3] > 127].mean())


def blend(picture, sprite, left, top, dx, dy):
    height, width = sprite.shape[:2]
    moved = cv2.warpAffine(sprite, np.float32([[1, 0, dx], [0, 1, dy]]), (width + 1, height + 1)) if dx or dy else sprite
    height, width = moved.shape[:2]
    x0, y0, x1, y1 = max(0, left), max(0, top), min(WIDTH, left + width), min(HEIGHT, top + height)
    if x1 <= x0 or y1 <= y0:
        return
    part = moved[y0 - top:y1 - top, x0 - left:x1 - left].astype(np.float32)
    alpha = part[..., 3:] / 255
    picture[y0:y1, x0:x1] += alpha * (part[..., :3] - picture[y0:y1, x0:x1])


def resized(sprite, scale):
    size = (max(3, round(sprite.shape[1] * scale)), max(3, round(sprite.shape[0] * scale)))
    return cv2.resize(sprite, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)


class Still(Actor):
    """A thing that lies there from start to end."""
    depth = 1

    def __init__(self, sprite, foot, scale, start, end, turned):
        self.picture = resized(np.ascontiguousarray(sprite[:, ::-1]) if turned else sprite, scale)
        self.foot, self.start, self.end = foot, start, end

    def present(self, t):
        return self.start <= t < self.end

    def sprite(self, t):
        return self.picture

    def at(self, t):
        return self.foot

    def seen_at(self):
        return 0


class Walker(Actor):
    """Somebody who walks from point to point with a gait of his own, and sways where he stands."""
    depth = 2

    def __init__(self, gait, way, place, rng):
        self.gait, self.way, self.place = gait, way, place
        self.tall = rng.uniform(0.93, 1.06)
        self.phase = rng.uniform(0, 6.3, 3)
        self.bends = []
        narrow = sorted(range(len(gait)), key=lambda i: gait[i].shape[1])
        self.poses = narrow[:3]
        self.changes = np.cumsum(rng.uniform(2.5, 8, 60))

    def bend(self, start, end):
        self.bends.append((start, end))

    def present(self, t):
        return self.way[0][0] <= t < self.way[-1][0]

    def at(self, t):
        times = [point[0] for point in self.way]
        return float(np.interp(t, times, [p[1] for p in self.way])), float(np.interp(t, times, [p[2] for p in self.way]))

    def stands(self, t):
        return self.at(t) == self.at(t + 0.05)

    def sprite(self, t):
        towards = self.at(t + 0.1)[0] - self.at(t)[0]
        if self.stands(t):
            change = int(np.searchsorted(self.changes, t - self.way[0][0]))
            pose = self.gait[self.poses[change % 3]]
            towards = 1 if (change // 5) % 2 else -1
        else:
            # There and back: no seam where the gait ends.
            step = int(t * 10) % (2 * len(self.gait) - 2)
            pose = self.gait[min(step, 2 * len(self.gait) - 2 - step)]
        tall = self.tall * self.place.person_height(self.at(t)[1])
        if any(start <= t <= end for start, end in self.bends):
            tall *= 0.85
        sprite = resized(np.ascontiguousarray(pose[:, ::-1]) if towards < 0 else pose, tall / pose.shape[0])
        if self.stands(t):
            height, width = sprite.shape[:2]
            lean = 0.035 * height * (np.sin(0.9 * t + self.phase[0]) + 0.7 * np.sin(2.3 * t + self.phase[1]))
            room = int(0.07 * height) + 1
            slope = np.float32([[1, -lean / height, room + lean], [0, 1, 0]])
            sprite = cv2.warpAffine(sprite, slope, (width + 2 * room, height))
        return sprite


class Vehicle(Actor):
    """Drives along the place's lane; may stop at a point, for some time or for good."""
    depth = 3
    SPEED_SECONDS = 4.5

    def __init__(self, sprite, tall, place, start, stop, stay, backwards):
        lane = place.lane[::-1] if backwards else place.lane
        self.place, self.tall, self.start = place, tall, start
        middle = stop or lane[1]
        self.points = [lane[0], middle, lane[2]]
        self.stopped = start + self.SPEED_SECONDS if stop else None
        self.moves_off = None if stop and stay is None else start + self.SPEED_SECONDS + (stay or 0)
        self.gone = 1e9 if self.moves_off is None else self.moves_off + self.SPEED_SECONDS
        leftwards = lane[2][0] < lane[0][0]
        self.picture = np.ascontiguousarray(sprite[:, ::-1]) if leftwards else sprite
        self.leftwards, self.cache = leftwards, {}

    def present(self, t):
        return self.start <= t < self.gone

    def at(self, t):
        a, b, c = (np.array(point, float) for point in self.points)
        share = np.clip((t - self.start) / self.SPEED_SECONDS, 0, 1)
        if self.stopped:
            share = 1 - (1 - share) ** 2
        at = a + share * (b - a)
        if self.moves_off is not None and t > self.moves_off:
            share = np.clip((t - self.moves_off) / self.SPEED_SECONDS, 0, 1)
            at = b + (share ** 2 if self.stopped else share) * (c - b)
        return float(at[0]), float(at[1])

    def sprite(self, t):
        height = round(self.tall * self.place.person_height(self.at(t)[1]))
        if height not in self.cache:
            self.cache[height] = resized(self.picture, height / self.picture.shape[0])
        return self.cache[height]

    def seen_at(self):
        return self.stopped + 0.1

    def lights(self, picture, t):
        if self.place.from_above or (self.stopped and self.stopped + 5 < t < (self.moves_off or 1e9) - 2):
            return
        x, y, width, height = self.box(t)
        ahead = -1 if self.leftwards else 1
        front = x if self.leftwards else x + width
        long = 2.2 * height
        beam = np.zeros((HEIGHT, WIDTH), np.float32)
        outline = [(front, y + 0.62 * height), (front + ahead * long, y + 0.7 * height), (front + ahead * long, y + 1.25 * height),
                   (front, y + 0.8 * height)]
        cv2.fillPoly(beam, [np.array(outline, np.int32)], 70.0)
        cv2.circle(beam, (int(front), int(y + 0.68 * height)), max(2, int(0.07 * height)), 190.0, -1)
        picture += cv2.GaussianBlur(beam, (0, 0), 5)[..., None] * (0.4 + picture / 160)
