#!/usr/bin/env python3
"""Composes scenes with exact truth that nobody has looked at: unseen.py SET [--shared DIR] [--out DIR] [--only NAME] [--seed N].

SET is `work` (to look at, to improve the rules by), `held` or `fresh` (other places, people, things and times; each to be scored
once) or any other word with --seed, which draws a new set from all the material. Writes OUT/SET/NAME.mp4 (640x360, 6 pictures/s, a keyframe every 2 s)
and NAME.json in the format of shared/scenes. Fair by construction: nothing due lies behind a parked vehicle, every owner walks in the
picture, things can be told from the ground. Needs python3-opencv and ffmpeg. See docs/design/detection.md, 'Scores'.
"""
import argparse
import json
import os
import subprocess
from dataclasses import dataclass, field

import cv2
import numpy as np

import unseen_weather as weather
from unseen_actors import Still, Vehicle, Walker, overlap
from unseen_material import (FROM_ABOVE, GIVEN, HEIGHT, RUBBISH, VEHICLES, WIDTH, cut_people, cut_still, drawn_place,
                             drawn_rubbish, drawn_vehicle, given_place)

RATE = 6
PARKING_DWELL, DUMPING_DWELL = 40, 25
GONE_HEIGHTS = 2.5
LEAST_CONTRAST = 16
PLACES = {"work": ["campus", "lot", "bricks", "motorway", "junction"], "held": ["lawn", "tram", "lamplight", "pavement", "avenue", "asphalt"],
          "fresh": ["campus", "lawn", "bricks", "tram", "junction", "lamplight", "asphalt"]}
DRAWN = {"work": (1, 2, 3, 4), "held": (5, 6, 7), "fresh": (12, 13, 14, 15)}

# What happens, what disturbs it; a clip each.
PLANS = {
    "work": [
        ("bag", "none"), ("bag park", "noise 4"), ("linger", "noise 7"), ("bag park", "clouds .25"), ("park", "clouds .4"),
        ("bag", "clouds .55"), ("quiet", "clouds .4"), ("bag ghost", "slow light"), ("bag park", "exposure"), ("bag", "infrared"),
        ("park linger", "infrared"), ("bag park", "rain 150"), ("linger", "rain 220"), ("bag throw", "sway"), ("linger", "shake 2"),
        ("bag park", "shake 4"), ("bag", "night"), ("park linger", "night"), ("bag park", "rate 40"), ("linger throw", "rate 40"),
        ("bag park", "half"), ("linger", "half noise 3"), ("bag park", "sun"), ("queue bag", "sun"), ("quiet", "night"),
        ("queue bag", "osd patch"), ("bag bag", "none"), ("throw", "night")],
    "held": [
        ("bag park", "noise 6"), ("linger", "clouds .3"), ("bag park", "clouds .45"), ("park bag", "slow light"), ("bag park", "exposure"),
        ("bag park", "infrared"), ("linger", "rain 180"), ("bag park", "rain 200 half"), ("queue bag", "sway"), ("linger park", "shake 3"),
        ("bag park", "night"), ("linger", "night"), ("bag throw", "rate 40"), ("bag park", "half"), ("linger park", "half noise 4"),
        ("bag park", "sun"), ("linger", "sun"), ("bag ghost", "none"), ("quiet", "clouds .5"), ("throw bag", "osd patch"), ("quiet", "rain 180")],
    # Each story meets other disturbances than above, and those that were the worst there twice.
    "fresh": [
        ("linger", "none"), ("bag park", "sun"), ("linger", "rain 160"), ("bag", "clouds .35"), ("park bag", "half"), ("linger", "sun"),
        ("bag throw", "noise 5"), ("linger park", "slow light"), ("bag bag", "rain 180"), ("linger", "clouds .45"), ("bag park", "sun slow light"),
        ("park linger", "exposure"), ("bag ghost", "sun"), ("bag park", "night noise 5"), ("linger", "rate 50"), ("throw bag", "clouds .3"),
        ("bag park", "half rain 150"), ("linger park", "sway"), ("bag park", "infrared"), ("quiet", "sun"), ("linger bag", "shake 2"),
        ("queue bag", "rain 170"), ("park linger", "half clouds .25"), ("quiet", "half noise 4"), ("linger", "infrared"), ("bag park", "clouds .5"),
        ("bag ghost", "rain 160"), ("queue linger", "none")],
}
# Any other set takes all of them.
PLANS["other"] = PLANS["work"] + PLANS["held"]


@dataclass
class Material:
    places: list
    people: list
    vehicles: list
    above: list
    rubbish: list

    @staticmethod
    def gather(shared, name):
        half = {"work": 0, "held": 1}.get(name)

        def part(items):
            return list(items) if half is None else list(items)[half::2]
        given = PLACES.get(name, list(GIVEN))
        drawn = DRAWN.get(name, (8, 9, 10, 11))
        places = [given_place(shared, each) for each in given] + [drawn_place(seed) for seed in drawn]
        still = [(cut_still(shared, each, VEHICLES[each]), 0.88) for each in part(VEHICLES)]
        seeds = range(20, 29) if name == "fresh" else range(0, 18) if half is None else range(9 * half, 9 * half + 9)
        vehicles = still * 2 + [(drawn_vehicle(seed), (1.2, 0.85, 1.55)[seed % 3]) for seed in seeds]
        above = [(cut_still(shared, each, FROM_ABOVE[each]), 1.8) for each in FROM_ABOVE] + [(drawn_vehicle(s, True), 1.9) for s in seeds[:3]]
        rubbish = [cut_still(shared, each, RUBBISH[each]) for each in part(RUBBISH)]
        rubbish += [drawn_rubbish(seed) for seed in seeds]
        return Material(places, part(cut_people(shared)), vehicles, above, rubbish)


@dataclass
class Scene:
    """One clip in the making."""
    rng: np.random.Generator
    material: Material
    place: object
    until: float = 110.0
    actors: list = field(default_factory=list)
    truth: list = field(default_factory=list)
    negatives: list = field(default_factory=list)
    taken: list = field(default_factory=list)

    def inside(self, polygon, margin):
        """A point in the polygon, some way from its border and from the picture's."""
        outline = np.array(polygon, np.float32)
        for _ in range(3000):
            x, y = self.rng.uniform(outline.min(0), outline.max(0))
            x, y = np.clip(x, 45, WIDTH - 45), np.clip(y, 60, HEIGHT - 14)
            if cv2.pointPolygonTest(outline, (float(x), float(y)), True) > margin:
                return float(x), float(y)
        raise ValueError(f"no room in {self.place.name}")

    def person(self):
        return self.material.people[self.rng.integers(len(self.material.people))]

    def vehicle_sprite(self):
        choice = self.material.above if self.place.from_above else self.material.vehicles
        return choice[self.rng.integers(len(choice))]

    def walk(self, start, points, stands, side=None):
        """A walker who comes in from a side, stands at each point for a while, and leaves by a side."""
        side = side or self.rng.choice([-1, 1], 2)
        speed = 0.82 * self.place.person_height(points[0][1])
        way, t = [], start
        row = points[0][1]
        at = (-40.0 if side[0] < 0 else WIDTH + 40.0, row)
        way.append((t, *at))
        for point, stand in zip(points, stands):
            t += np.hypot(point[0] - at[0], point[1] - at[1]) / speed
            way.append((t, *point))
            if stand > 0:
                t += stand
                way.append((t, *point))
            at = point
        out = -40.0 if side[1] < 0 else WIDTH + 40.0
        t += abs(out - at[0]) / speed
        way.append((t, out, at[1]))
        return Walker(self.person(), way, self.place, self.rng)

    def drop(self, start, linger=0.0, taken_after=None):
        """Somebody leaves something in the dumping zone, and stays by it for `linger` seconds."""
        thing, box = self.find_thing()
        x, y = thing.foot
        beside = self.place.person_height(y) * self.rng.uniform(0.28, 0.4)
        facing = self.rng.choice([-1, 1])
        point = (float(np.clip(x + facing * beside, 22, WIDTH - 22)), y + 1)
        points, stands = [point], [2.5]
        if linger:
            aside = float(np.clip(x + facing * self.place.person_height(y) * self.rng.uniform(0.35, 1.1), 22, WIDTH - 22))
            points.append((aside, y + 2))
            stands.append(linger)
        owner = self.walk(start, points, stands)
        arrives = owner.way[1][0]
        thing.start = round((arrives + 1.2) * RATE) / RATE
        thing.end = thing.start + taken_after if taken_after else 1e9
        owner.bend(arrives + 0.5, arrives + 1.9)
        self.actors += [thing, owner]
        if taken_after:
            back = self.walk(thing.end - WIDTH / (0.82 * self.place.person_height(y)), [point], [1.5])
            shift = thing.end - back.way[1][0] - 0.7
            back.way = [(t + shift, px, py) for t, px, py in back.way]
            self.actors.append(back)
            self.negatives.append({"what": "put down and taken away", "start_s": thing.start, "end_s": thing.end})
            return
        height = self.place.person_height(y)
        left = self.first(owner, thing.start, lambda px, py: np.hypot(px - x, py - y) > GONE_HEIGHTS * height or not 0 < px < WIDTH)
        self.due("illegal-dumping", "D1", thing.start, max(thing.start + DUMPING_DWELL, left), None, box,
                 "left by a person" + (" who lingers" if linger else ""), left)

    def find_thing(self):
        for _ in range(400):
            x, y = self.inside(self.place.dumping, 8)
            sprite = self.material.rubbish[self.rng.integers(len(self.material.rubbish))]
            size = self.place.person_height(y) * self.rng.uniform(0.26, 0.5)
            scale = max(size / max(sprite.shape[:2]), 14 / min(sprite.shape[:2]))
            thing = Still(sprite, (x, y), scale, 0, 1e9, bool(self.rng.integers(2)))
            box = thing.box(0)
            if thing.contrast(self.place.picture) >= LEAST_CONTRAST and all(overlap(box, other) < 0.02 for other in self.taken):
                self.taken.append(box)
                return thing, box
        raise ValueError(f"no room for a thing in {self.place.name}")

    def first(self, walker, start, condition):
        t = start
        while t < walker.way[-1][0]:
            if condition(*walker.at(t)):
                return t
            t += 1 / RATE
        return walker.way[-1][0]

    def spot(self, shift=0.0):
        """Where on the lane a vehicle stops."""
        (ax, ay), (mx, my), (bx, by) = self.place.lane
        share = float(np.clip(self.rng.uniform(-0.1, 0.1) + shift, -0.45, 0.45))
        to = (bx, by) if share > 0 else (ax, ay)
        return (mx + abs(share) * (to[0] - mx), my + abs(share) * (to[1] - my))

    def vehicle(self, start, stop=None, stay=None, sprite=None):
        """Drives through, or stops at a point and stays (None: for good)."""
        sprite, tall = sprite or self.vehicle_sprite()
        return Vehicle(sprite, tall, self.place, start, stop, stay, backwards=bool(self.rng.integers(2)))

    def park(self, start, stay=None):
        for _ in range(200):
            car = self.vehicle(start, self.spot(), stay)
            box = car.box(car.stopped + 0.1)
            bottom = (box[0] + box[2] / 2, box[1] + box[3])
            if (all(overlap(other, box) < 0.05 for other in self.taken) and car.contrast(self.place.picture) >= LEAST_CONTRAST
                    and cv2.pointPolygonTest(np.array(self.place.parking, np.float32), bottom, True) > 4):
                break
        else:
            raise ValueError(f"no room for a vehicle in {self.place.name}")
        self.taken.append(box)
        self.actors.append(car)
        end = None
        if stay is not None:
            end = car.moves_off
            while overlap(car.box(end), box) > 0.1:
                end += 1 / RATE
        self.due("illegal-parking", "P1", car.stopped, car.stopped + PARKING_DWELL, end, box, "parks")

    def throw(self, start):
        """Something lies where a vehicle stopped, once it drives off."""
        for _ in range(300):
            x, y = self.spot(self.rng.choice([-0.12, 0.12]))
            if cv2.pointPolygonTest(np.array(self.place.parking, np.float32), (float(x), float(y)), True) < 5:
                continue
            car = self.vehicle(start, (x, y), 14)
            thing, box = self.find_thing()
            side = car.box(car.stopped + 0.1)
            near = abs(box[0] + box[2] / 2 - side[0] - side[2] / 2) < side[2] / 2 + 2 * self.place.person_height(y) \
                and abs(box[1] + box[3] - side[1] - side[3]) < 1.2 * self.place.person_height(y)
            if near and overlap(box, side) < 0.3:
                break
            self.taken.remove(box)
        else:
            raise ValueError(f"nothing can be thrown in {self.place.name}")
        thing.start = car.stopped + 6
        self.actors += [car, thing]
        centre = box[0] + box[2] / 2
        left = car.moves_off
        while abs(car.box(left)[0] + car.box(left)[2] / 2 - centre) < car.box(left)[2] / 2 + 2 * self.place.person_height(y) \
                and left < car.gone - 0.5 and abs(car.box(left)[1] + car.box(left)[3] - y) < 2 * self.place.person_height(y):
            left += 1 / RATE
        self.due("illegal-dumping", "D1", thing.start, max(thing.start + DUMPING_DWELL, left), None, box, "thrown from a vehicle", left)

    def due(self, kind, zone, onset, due, end, box, note, left=None):
        x0, y0 = max(0, box[0]), max(0, box[1])
        x1, y1 = min(WIDTH, box[0] + box[2]), min(HEIGHT, box[1] + box[3])
        item = {"type": kind, "zone": zone, "onset_s": round(onset, 2), "due_s": round(due, 2), "end_s": end and round(end, 2),
                "box": [round(x0 / WIDTH, 4), round(y0 / HEIGHT, 4), round((x1 - x0) / WIDTH, 4), round((y1 - y0) / HEIGHT, 4)], "note": note}
        if left is not None:
            item["owner_left_s"] = round(left, 2)
        self.truth.append(item)
        self.until = max(self.until, due + 24, (end or 0) + 14)

    def passers_by(self, count):
        rows = [point[1] for point in self.place.dumping + self.place.parking]
        for start in np.sort(self.rng.uniform(4, self.until - 15, count)):
            y = float(np.clip(self.rng.uniform(min(rows), max(rows)), 70, HEIGHT - 10))
            self.actors.append(self.walk(float(start), [(self.rng.uniform(60, 580), y)], [0.0],
                                         tuple(self.rng.permutation([-1, 1]))))
        self.negatives.append({"what": f"{count} passers-by"})

    def traffic(self, count):
        for start in self.rng.uniform(2, self.until - 8, count):
            if all(not isinstance(actor, Vehicle) or start + 9 < actor.start or start > actor.gone + 1 for actor in self.actors):
                self.actors.append(self.vehicle(float(start)))
        self.negatives.append({"what": f"up to {count} vehicles pass through"})


def bag(scene, start):
    scene.drop(start)
    return start + 22


def linger(scene, start):
    scene.drop(start, linger=float(scene.rng.uniform(22, 45)))
    return start + 50


def park(scene, start):
    scene.park(start, stay=None if scene.rng.random() < 0.5 else float(scene.rng.uniform(58, 66)))
    return start + 12


def throw(scene, start):
    scene.throw(start)
    return start + 30


def quiet(scene, start):
    """Nothing that is due: someone stands, someone takes his things along again, a car stops for a moment."""
    stand = float(scene.rng.uniform(38, 55))
    scene.actors.append(scene.walk(start, [scene.inside(scene.place.dumping, 10)], [stand]))
    scene.negatives.append({"what": f"somebody stands for {stand:.0f} s", "start_s": start})
    scene.drop(start + 6, taken_after=11.0)
    scene.actors.append(scene.vehicle(start + 30, scene.spot(), 18))
    scene.negatives.append({"what": "a vehicle stops for 18 s", "start_s": start + 30})
    scene.until = 120
    return start + 70


def queue(scene, start):
    """A line that stands for less than the dwell and moves on."""
    for i in range(3):
        stay = PARKING_DWELL - 14 - i
        scene.actors.append(scene.vehicle(start + 2.5 * i, scene.spot(0.3 * (1 - i)), stay))
    scene.negatives.append({"what": "a line of 3 vehicles stands for less than the dwell", "start_s": start})
    return start + 30


def ghost(scene, start):
    """What lay there from the start is taken away."""
    thing, box = scene.find_thing()
    thing.end = start + 14
    taker = scene.walk(start, [(thing.foot[0] + 8, thing.foot[1] + 1)], [2.0])
    shift = thing.end - taker.way[1][0] - 1
    taker.way = [(t + shift, x, y) for t, x, y in taker.way]
    scene.actors += [thing, taker]
    scene.negatives.append({"what": "what lay there from the start is taken away", "end_s": thing.end})
    scene.until = max(scene.until, thing.end + 60)
    return start + 20


STORIES = {"bag": bag, "linger": linger, "park": park, "throw": throw, "quiet": quiet, "queue": queue, "ghost": ghost}


def disturbances(words, rng, scene):
    """The disturbances of a plan, in the order in which they touch the picture, and the bit rate (kbit/s)."""
    words, found, rate = words.split(), [], None
    middle = float(rng.uniform(0.4, 0.6) * scene.until)
    for i, word in enumerate(words):
        value = float(words[i + 1]) if i + 1 < len(words) and words[i + 1][0] in ".0123456789" else 0
        if word == "clouds":
            found.append(weather.Clouds(rng, value))
        elif word == "slow":
            found.append(weather.Gain("slow light", float(rng.choice([0.65, 1.3])), 15, scene.until - 15))
        elif word == "exposure":
            found.append(weather.Gain("exposure jump", float(rng.choice([0.7, 1.35])), middle, middle + 0.4))
        elif word == "half":
            found.append(weather.Gain("half light", 0.5))
        elif word == "night":
            found.append(weather.Night(rng))
            found.append(weather.Noise(rng, 4))
        elif word == "infrared":
            found.append(weather.Infrared(rng, middle))
        elif word == "rain":
            found.append(weather.Rain(rng, int(value)))
        elif word == "sway":
            found.append(weather.Leaves(rng, bool(rng.integers(2))))
        elif word == "shake":
            found.append(weather.Shake(rng, value))
        elif word == "noise":
            found.append(weather.Noise(rng, value))
        elif word == "osd":
            found.append(weather.Clock())
        elif word == "patch":
            found.append(weather.SunPatch(rng, scene.inside(scene.place.dumping, 12)))
        elif word == "rate":
            rate = int(value)
    if not any(isinstance(each, weather.Noise) for each in found):
        found.append(weather.Noise(rng, 1.5))
    return found, rate


def compose(material, place, stories, rng):
    scene = Scene(rng, material, place)
    start = float(rng.uniform(9, 14))
    for story in stories.split():
        start = STORIES[story](scene, start)
    scene.passers_by(int(rng.integers(2, 6)))
    if "park" not in stories and "queue" not in stories and "throw" not in stories:
        scene.traffic(int(rng.integers(1, 4)))
    return scene


def write(scene, name, words, folder, seed):
    rng = np.random.default_rng(seed + 77)
    steps, rate = disturbances(words, rng, scene)
    sun = (float(rng.uniform(0.6, 1.3) * rng.choice([-1, 1])), float(rng.uniform(-0.25, 0.3))) if "sun" in words.split() else None
    night = "night" in words.split()
    quality = ["-b:v", f"{rate}k", "-maxrate", f"{rate}k", "-bufsize", f"{2 * rate}k"] if rate else ["-crf", str(int(rng.integers(23, 28))), "-maxrate", "700k", "-bufsize", "1400k"]
    encoder = subprocess.Popen(
        ["ffmpeg", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-",
         "-c:v", "libx264", "-preset", "veryfast", "-threads", "1", "-g", str(2 * RATE), "-keyint_min", str(2 * RATE), "-sc_threshold", "0",
         "-bf", "0", "-pix_fmt", "yuv420p", *quality, os.path.join(folder, name + ".mp4")], stdin=subprocess.PIPE)
    scene.actors.sort(key=lambda actor: actor.depth)
    empty = scene.place.picture.astype(np.float32)
    for index in range(int(scene.until * RATE)):
        t = index / RATE
        picture = empty.copy()
        present = [actor for actor in scene.actors if actor.present(t)]
        for actor in sorted(present, key=lambda actor: actor.row(t)):
            actor.shadow(picture, t, sun)
        for actor in sorted(present, key=lambda actor: actor.row(t)):
            actor.draw(picture, t)
        for step in steps:
            picture = step.apply(picture, t)
            if night and isinstance(step, weather.Night):
                for actor in present:
                    actor.lights(picture, t)
        encoder.stdin.write(np.clip(picture, 0, 255).astype(np.uint8).tobytes())
    encoder.stdin.close()
    if encoder.wait():
        raise SystemExit(f"ffmpeg failed on {name}")
    told = [step.told for step in steps] + ([{"kind": "cast shadows"}] if sun else []) + ([{"kind": "low rate", "kbit": rate}] if rate else [])

    def zone(each, kind, polygon, dwell):
        return {"id": each, "kind": kind, "polygon": [[round(min(1, max(0, x / WIDTH)), 4), round(min(1, max(0, y / HEIGHT)), 4)] for x, y in polygon], "dwell_s": dwell}
    text = {"clip": name + ".mp4", "fps": RATE, "width": WIDTH, "height": HEIGHT, "duration_s": int(scene.until), "seed": seed,
            "scene": scene.place.name, "zones": [zone("P1", "no-parking", scene.place.parking, PARKING_DWELL),
                                                 zone("D1", "no-dumping", scene.place.dumping, DUMPING_DWELL)],
            "truth": sorted(scene.truth, key=lambda item: item["onset_s"]), "negatives": scene.negatives, "disturbances": told}
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as out:
        json.dump(text, out, indent=1)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("set")
    arguments.add_argument("--shared", default=os.path.join(here, "..", "..", "..", "shared"), help="the given clips (scenes, streams)")
    arguments.add_argument("--out", required=True, help="folder outside the repository")
    arguments.add_argument("--only", nargs="*", help="names of clips")
    arguments.add_argument("--seed", type=int, default=0)
    args = arguments.parse_args()
    folder = os.path.join(args.out, args.set)
    os.makedirs(folder, exist_ok=True)
    material = Material.gather(args.shared, args.set)
    base = {"work": 100, "held": 5000}.get(args.set, 10_000) + 1000 * args.seed
    for index, (stories, words) in enumerate(PLANS.get(args.set, PLANS["other"])):
        name = f"{args.set[0]}{index + 1:02d}"
        if args.only and name not in args.only:
            continue
        for attempt in range(60):
            seed = base + 100 * attempt + index
            rng = np.random.default_rng(seed)
            place = material.places[(index + attempt // 4) % len(material.places)]
            place = place.mirrored() if rng.random() < 0.5 else place
            try:
                scene = compose(material, place, stories, rng)
                break
            except ValueError:
                continue
        else:
            raise SystemExit(f"{name}: no place fits '{stories}'")
        write(scene, name, words, folder, seed)
        print(name, scene.place.name, stories, "|", words, "|", len(scene.truth), "due,", int(scene.until), "s", flush=True)


if __name__ == "__main__":
    main()
