"""The scenes of .ci/scenes: moves the clock, is the gateway devices, and listens as an operator of the city would."""
import collections
import json
import math
import os
import random
import struct
import subprocess
import sys
import time
import urllib.request

import paho.mqtt.client as mqtt

CLOCK, PSQL = sys.argv[1:]
API = os.environ["SENSORIUM_HTTP_URL"] + "/api/v1"
ADMIN, PASSWORD = os.environ["SENSORIUM_ADMIN_USER"], os.environ["SENSORIUM_ADMIN_PASSWORD"]
PORT = int(os.environ["SENSORIUM_MQTT_PORT"])
GAUGES, SIDE_KM, DAY, DRIFTING = 200, 20, 24 * 60, "gauge-17"
METERS, LOST = 300, ("meter-7", "meter-8")
dice = random.Random(7)
minute = 0


def rest(method, path, body, kind="application/json"):
    session = urllib.request.Request(API + "/session", json.dumps({"user": ADMIN, "password": PASSWORD}).encode(),
                                     {"Content-Type": "application/json"})
    token = json.load(urllib.request.urlopen(session))["token"]
    call = urllib.request.Request(API + path, body if body is None else body.encode(),
                                  {"Content-Type": kind, "Authorization": "Bearer " + token}, method=method)
    return urllib.request.urlopen(call).read().decode()


def client(user, password):
    version = getattr(mqtt, "CallbackAPIVersion", None)
    made = mqtt.Client(version.VERSION1, client_id="scene-" + user) if version else mqtt.Client(client_id="scene-" + user)
    made.username_pw_set(user, password)
    made.connect("127.0.0.1", PORT)
    made.loop_start()
    return made


def gateway(name):
    sensor = {"id": name, "type": "gateway", "department": "water", "district": "north",
              "metrics": [{"name": "battery", "unit": "V"}]}
    return client(name, json.loads(rest("POST", "/sensors", json.dumps(sensor)))["credentials"]["password"])


def register(rows):
    results = rest("POST", "/sensors/bulk", "id,type,department,district,gateway,lat,lon,metrics\n" + "\n".join(rows) + "\n", "text/csv")
    assert results.count("created") == len(rows), results[:500]


def tell(device, name, values, metric):
    """One message for a round of readings; returns when it is stored."""
    message = [{"sensor": sensor, "values": {metric: value}} for sensor, value in values.items()]
    told = device.publish(f"gateways/{name}/readings", json.dumps(message), qos=1)
    told.wait_for_publish(30)
    assert told.is_published(), f"no PUBACK in minute {minute}"


def pass_a_minute():
    global minute
    minute += 1
    with open(CLOCK, "r+b") as file:
        file.write(struct.pack("@q", 60 * minute))


def sql(query):
    address = ["-h", "127.0.0.1", "-p", os.environ["SENSORIUM_DB_PORT"], "-U", os.environ["SENSORIUM_DB_USER"], "-d", "sensorium"]
    environment = {**os.environ, "PGPASSWORD": os.environ["SENSORIUM_DB_PASSWORD"]}
    return subprocess.run([PSQL, *address, "-AtXc", query], env=environment, check=True, capture_output=True, text=True).stdout.split()


heard = collections.defaultdict(list)  # what was published: (topic's first word, id) to its events


def listen():
    operator = client(ADMIN, PASSWORD)

    def on_message(_client, _data, message):
        event = json.loads(message.payload)
        heard[message.topic.split("/")[0], event["id"]].append(event)

    operator.on_message = on_message
    operator.subscribe([("alerts/city/#", 1), ("incidents/city/#", 1)])


def first(about, **fields):
    return [events for (topic, _), events in heard.items()
            if topic == about and all(events[0].get(name) == value for name, value in fields.items())]


def until(what, there, seconds=60):
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, f"{what}: not within {seconds} s; heard {[(k, [e['event'] for e in v]) for k, v in heard.items()][:20]}"
        time.sleep(0.1)


def lasts(events):
    return [event["event"] for event in events if event["event"] != "updated"]


# --- a gateway device falls silent --------------------------------------------------------------------------------

print("== a gateway device with 300 meters behind it falls silent, and comes back without two")
rest("PUT", "/departments/water", '{"name": "Water"}')
meters = gateway("gw-meters")
register([f"meter-{i},flow,water,north,gw-meters,,,flow:m3/h:0:500:PT60S" for i in range(METERS)])
listen()
time.sleep(3)
everybody = [f"meter-{i}" for i in range(METERS)]
flows = lambda ids: {sensor: round(100 + dice.gauss(0, 5), 1) for sensor in ids}
for _ in range(20):
    tell(meters, "gw-meters", flows(everybody), "flow")
    pass_a_minute()
quiet = minute
while not first("incidents", kind="gateway_silent") and minute < quiet + 20:
    pass_a_minute()
    time.sleep(1.5)  # the gateway's heartbeat carries the clock
until("the incident", lambda: first("incidents", kind="gateway_silent"))
print(f"   incident raised {minute - quiet} min after the last reading")
for _ in range(20):
    tell(meters, "gw-meters", flows(set(everybody) - set(LOST)), "flow")
    pass_a_minute()
until("the alerts of the two", lambda: len(first("alerts", detector="silence")) == 2)
until("the end of the incident", lambda: lasts(first("incidents")[0]) == ["raised", "cleared"])
storm = first("incidents")[0][0]
assert len(first("incidents")) == 1 and storm["kind"] == "gateway_silent", heard
assert storm["sensorCount"] == METERS and set(storm["sensors"]) == set(everybody), storm
assert {events[0]["sensorId"] for events in first("alerts")} == set(LOST), first("alerts")
print(f"   one incident with {storm['sensorCount']} sensors, raised and cleared; alerts: {', '.join(LOST)}; nothing else")
for sensor in everybody:
    rest("DELETE", f"/sensors/{sensor}", None)
until("the alerts of sensors that are no more", lambda: all(lasts(e)[-1] == "cleared" for e in first("alerts")))
heard.clear()

# --- rain, a front, and a gauge that drifts: the figures of RainTown ------------------------------------------------

print("== two days of rain on 200 gauges, one of which drifts, and a front")
east, north, catches = ([dice.uniform(low, high) for _ in range(GAUGES)] for low, high in ((0, SIDE_KM), (0, SIDE_KM), (0.9, 1.1)))
rain = gateway("gw-rain")
degrees = 111.195
register([f"gauge-{i},rain,water,{'south' if north[i] < SIDE_KM / 2 else 'north'},gw-rain,{31.1 + north[i] / degrees:.6f},"
          f"{121.3 + east[i] / degrees / math.cos(math.radians(31.1)):.6f},intensity:mm/h:0:200:PT60S" for i in range(GAUGES)])
time.sleep(3)
front = 2 * DAY
bands = [(5, 16, 0.8, 5), (80, 16, 0.8, 5), (front, 20, 0.6, 40)]  # minute, width in km, km a minute, mm/h
at = 200
while at < front - 300:
    bands.append((at, 5 + 15 * dice.random(), 0.4 + 0.4 * dice.random(), 0.5 + 4 * dice.random()))
    at += 150 + 500 * dice.random()


def intensity(gauge, now):
    total = 0
    for begins, width, speed, most in bands:
        behind = (now - begins) * speed - east[gauge]
        if 0 < behind < width:
            total += most * min(1, min(behind, width - behind) / 3)
    total *= catches[gauge] * (1 + 0.05 * dice.gauss(0, 1))
    if f"gauge-{gauge}" == DRIFTING and now > DAY + 200:
        total += 15 * min(1, (now - DAY - 200) / 720) + 0.2 * dice.gauss(0, 1)
    return max(0, round(total, 1))


began = time.monotonic()
faults = 0
for now in range(front + 200):
    tell(rain, "gw-rain", {f"gauge-{i}": intensity(i, now) for i in range(GAUGES)}, "intensity")
    pass_a_minute()
    if len(first("alerts", detector="sensor_fault")) > faults:
        faults += 1
        print(f"   sensor_fault {(now - DAY - 200) / 60:.1f} h after the drift began")
    if now % (DAY // 4) == 0:
        print(f"   hour {now // 60}, {time.monotonic() - began:.0f} s")
until("the end of the area event", lambda: first("incidents") and lasts(first("incidents")[0])[-1] == "cleared")
event = first("incidents")[0]
assert len(first("incidents")) == 1 and event[0]["kind"] == "area_event", heard
assert lasts(event) == ["raised", "cleared"], event
members = sql(f"select sensor_id from sensorium.incident_sensors where incident_id = '{event[0]['id']}'")
assert set(members) == {f"gauge-{i}" for i in range(GAUGES)} - {DRIFTING}, set(members)
assert [events[0]["sensorId"] for events in first("alerts")] == [DRIFTING], first("alerts")
assert first("alerts")[0][0]["detector"] == "sensor_fault", first("alerts")
print(f"   one area event with {len(members)} gauges, raised and cleared; one sensor_fault of {DRIFTING}; nothing else")
print(f"   \"{first('alerts')[0][0]['message']['en']}\"")
print(f"== shown: {sql('select count(*) from sensorium.readings')[0]} readings over MQTT")
