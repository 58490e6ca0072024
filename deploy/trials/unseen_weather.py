"""What disturbs an unseen scene: each takes the composed picture (float, 0..255) at a time and gives the one the camera would show."""
import cv2
import numpy as np

from unseen_material import HEIGHT, WIDTH, grain


class Clouds:
    """Soft shadows of clouds that drift over the place, darkening it by up to `depth`."""

    def __init__(self, rng, depth, size=170):
        wide = grain(rng, (HEIGHT, 6 * WIDTH), size, 1.0)
        self.field = (1 - depth / (1 + np.exp(-3 * wide))).astype(np.float32)[..., None]
        self.speed, self.start = rng.uniform(8, 16), rng.uniform(0, WIDTH)
        self.told = {"kind": "clouds", "depth": depth}

    def apply(self, picture, t):
        x = int(self.start + self.speed * t) % (5 * WIDTH)
        return picture * self.field[:, x:x + WIDTH]


class Gain:
    """The picture as a whole, brighter or darker: by a slow ramp, a jump or from the start."""

    def __init__(self, kind, gain, start=0.0, end=0.0):
        self.kind, self.gain, self.start, self.end = kind, gain, start, end
        self.told = {"kind": kind, "gain": gain, "start_s": start}

    def apply(self, picture, t):
        share = 1.0 if t >= self.end else max(0.0, (t - self.start) / max(1e-6, self.end - self.start))
        return picture * (1 + (self.gain - 1) * share) if share > 0 else picture


class Infrared:
    """Switches to grey with the lamp's round glow: dyes lose their tone."""

    def __init__(self, rng, at):
        self.at, self.weights = at, rng.dirichlet([3, 3, 5]).astype(np.float32)
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
        away = np.hypot((x - WIDTH / 2) / WIDTH, (y - HEIGHT / 2) / HEIGHT)
        self.glow = (1.12 - 0.75 * away ** 1.5).astype(np.float32)
        self.told = {"kind": "infrared", "start_s": at}

    def apply(self, picture, t):
        if t < self.at:
            return picture
        grey = cv2.GaussianBlur((picture @ self.weights) * self.glow * 0.85 + 8, (0, 0), 0.6)
        return np.repeat(grey[..., None], 3, axis=2)


class Rain:
    """Streaks and a veil, new in each picture."""

    def __init__(self, rng, drops):
        self.rng, self.drops = rng, drops
        self.told = {"kind": "rain", "drops": drops}

    def apply(self, picture, t):
        veil = np.zeros((HEIGHT, WIDTH), np.float32)
        for x, y, long in self.rng.integers([0, -20, 9], [WIDTH, HEIGHT, 26], (self.drops, 3)):
            cv2.line(veil, (int(x), int(y)), (int(x - long // 5), int(y + long)), float(self.rng.integers(30, 90)), 1, cv2.LINE_AA)
        return picture * 0.9 + 12 + veil[..., None]


class Leaves:
    """A branch that sways in a corner."""

    def __init__(self, rng, right):
        count = 90
        self.at = np.stack([rng.uniform(0, 190, count), rng.uniform(-10, 70, count)], 1)
        if right:
            self.at[:, 0] = WIDTH - self.at[:, 0]
        self.size, self.phase = rng.uniform(4, 9, count), rng.uniform(0, 6.3, count)
        self.tone = rng.uniform(0.6, 1.3, count)
        self.told = {"kind": "sway"}

    def apply(self, picture, t):
        picture = np.ascontiguousarray(picture, np.float32)
        wind = 6 * np.sin(1.3 * t) + 4 * np.sin(2.9 * t + 1)
        for (x, y), size, phase, tone in zip(self.at, self.size, self.phase, self.tone):
            centre = (int(x + wind + 3 * np.sin(4 * t + phase)), int(y + 0.4 * wind + 2 * np.sin(3 * t + phase)))
            cv2.ellipse(picture, centre, (int(size), int(size / 2)), float(40 * np.sin(t + phase)), 0, 360,
                        (30 * tone, 80 * tone, 45 * tone), -1)
        return picture


class Shake:
    """The mast moves in the wind: up to `pixels` in any direction."""

    def __init__(self, rng, pixels):
        self.rng, self.pixels = rng, pixels
        self.told = {"kind": "shake", "px": pixels}

    def apply(self, picture, t):
        dx, dy = self.rng.uniform(-self.pixels, self.pixels, 2)
        return cv2.warpAffine(picture, np.float32([[1, 0, dx], [0, 1, dy]]), (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)


class Night:
    """Street lamps only: dark, with pools of light. Vehicles have their headlights on (see unseen.py)."""

    def __init__(self, rng):
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        light = np.full((HEIGHT, WIDTH), rng.uniform(0.26, 0.34), np.float32)
        for _ in range(2):
            cx, cy = rng.uniform(60, WIDTH - 60), rng.uniform(100, 300)
            light += 0.3 * np.exp(-(((x - cx) / 170) ** 2 + ((y - cy) / 95) ** 2))
        self.light = light[..., None]
        self.told = {"kind": "night"}

    def apply(self, picture, t):
        return picture * self.light


class Noise:
    def __init__(self, rng, sigma):
        self.rng, self.told = rng, {"kind": "noise", "sigma": sigma}
        self.tables = [(sigma * rng.standard_normal((HEIGHT, WIDTH, 3)) * 0.5).astype(np.float32) for _ in range(5)]
        self.luma = [(sigma * 0.87 * rng.standard_normal((HEIGHT, WIDTH, 1))).astype(np.float32) for _ in range(7)]

    def apply(self, picture, t):
        a, b = self.rng.integers(0, 5), self.rng.integers(0, 7)
        dx, dy = self.rng.integers(0, WIDTH), self.rng.integers(0, HEIGHT)
        return picture + np.roll(self.luma[b], (dy, dx), (0, 1)) + self.tables[a]


class SunPatch:
    """A patch of sun that wanders over a part of the place."""

    def __init__(self, rng, at):
        self.at, self.speed = at, rng.uniform(0.15, 0.5)
        self.told = {"kind": "sun patch"}

    def apply(self, picture, t):
        x, y = self.at
        moved = x + self.speed * t
        mask = np.zeros((HEIGHT, WIDTH), np.float32)
        cv2.fillPoly(mask, [np.array([(moved, y), (moved + 80, y - 8), (moved + 110, y + 38), (moved + 25, y + 46)], np.int32)], 0.45)
        return picture * (1 + cv2.GaussianBlur(mask, (0, 0), 2.5)[..., None] * min(1.0, max(0.0, (t - 30) / 15)))


class Clock:
    """The time, drawn into the picture by the camera."""
    told = {"kind": "osd"}

    def apply(self, picture, t):
        picture = np.ascontiguousarray(picture, np.float32)
        cv2.putText(picture, f"2026-03-03 08:{41 + int(t) // 60:02d}:{int(t) % 60:02d}", (12, 352),
                    cv2.FONT_HERSHEY_SIMPLEX, 0.5, (245, 245, 245), 1, cv2.LINE_AA)
        return picture
