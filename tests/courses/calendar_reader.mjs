// A calendar program of another make than the library that writes ours: ical.js, which Thunderbird reads with.
//
// Standard input: a list of iCalendar objects as text, in the order they arrive. Standard output: the diary
// afterwards, a list of events as somebody would see them.
// An invitation of a known UID replaces the event if its SEQUENCE is not lower; CANCEL takes it out of the diary.

import { readFileSync } from "node:fs";

import ICAL from "ical.js";

const objects = JSON.parse(readFileSync(0, "utf8"));
const diary = new Map();

for (const text of objects) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const method = calendar.getFirstPropertyValue("method");
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  for (const component of calendar.getAllSubcomponents("vevent")) {
    take(new ICAL.Event(component), method);
  }
  ICAL.TimezoneService.reset();
}

process.stdout.write(JSON.stringify([...diary.values()]));

function take(event, method) {
  const known = diary.get(event.uid);
  if (known && known.sequence > event.sequence) {
    return;
  }
  diary.set(event.uid, {
    uid: event.uid,
    sequence: event.sequence,
    title: event.summary,
    place: event.location,
    wall: [event.startDate.toString(), event.endDate.toString()],
    moments: [event.startDate, event.endDate].map((each) => each.toJSDate().toISOString()),
    zone: event.startDate.zone.tzid,
    minutes: event.duration.toSeconds() / 60,
    off: method === "CANCEL" || event.component.getFirstPropertyValue("status") === "CANCELLED",
    free: event.component.getFirstPropertyValue("transp") === "TRANSPARENT",
    repeats: event.isRecurring(),
  });
}
