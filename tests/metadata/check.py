#!/usr/bin/env python3
"""Reads the Atom feeds, opensearch.xml and robots.txt of a built site with readers that were not written here:
`check.py SITE BASE_URL`. Each problem is one line; the exit code is 1 if there is any."""

import sys
import urllib.robotparser
import xml.etree.ElementTree as tree
from datetime import timedelta
from pathlib import Path

import atoma
import feedparser

site, base_url = Path(sys.argv[1]), sys.argv[2]
problems = []
counted = {"feeds": 0, "entries": 0}


def told(place, text):
    problems.append(f"{place}: {text}")


def page_of(address):
    """The file of an address of the site."""
    if not address.startswith(base_url):
        return None
    path = address[len(base_url):].split("#")[0]
    return site / path / "index.html" if path == "" or path.endswith("/") else site / path


def check_feed(path):
    place = path.relative_to(site).as_posix()
    raw = path.read_bytes()
    loose = feedparser.parse(raw)
    if loose.bozo:
        told(place, f"feedparser: {loose.bozo_exception}")
    if loose.version != "atom10":
        told(place, f"feedparser takes it for {loose.version!r}")
    try:
        feed = atoma.parse_atom_bytes(raw)
    except Exception as error:
        told(place, f"atoma: {error!r}")
        return
    counted["feeds"] += 1
    counted["entries"] += len(feed.entries)
    if len(loose.entries) != len(feed.entries) or not feed.entries:
        told(place, "two readers do not find the same entries, or none")
    if [link.href for link in feed.links if link.rel == "self"] != [base_url + place]:
        told(place, "it does not say where it stands")
    ids = [entry.id_ for entry in feed.entries]
    if len(set(ids)) != len(ids):
        told(place, "two entries have one id")
    days = [entry.updated for entry in feed.entries]
    if days != sorted(days, reverse=True) or feed.updated != days[0]:
        told(place, "the newest entry is not the first")
    if any(day.utcoffset() != timedelta(hours=9) for day in days):
        told(place, "an entry is not dated in Japan's time")
    for entry in feed.entries:
        page = next((page_of(link.href) for link in entry.links if link.rel == "alternate"), None)
        if page is None or not page.is_file():
            told(place, f"{entry.id_} leads nowhere")
        if entry.title.value.strip() == "" or entry.summary is None:
            told(place, f"{entry.id_} says nothing")


def check_opensearch():
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    root = tree.parse(site / "opensearch.xml").getroot()
    if root.tag != f"{{{names['o']}}}OpenSearchDescription":
        told("opensearch.xml", f"its root is {root.tag}")
    for name, most in (("ShortName", 16), ("Description", 1024), ("LongName", 48)):
        text = root.findtext(f"o:{name}", "", names)
        if not 0 < len(text) <= most:
            told("opensearch.xml", f"{name} has {len(text)} characters, not 1 to {most}")
    results = [url for url in root.findall("o:Url", names) if url.get("type") == "text/html"]
    if len(results) != 1 or "{searchTerms}" not in results[0].get("template", ""):
        told("opensearch.xml", "nowhere to search")
    elif not page_of(results[0].get("template").split("?")[0]).is_file():
        told("opensearch.xml", "its search page is not there")


def check_robots():
    robots = urllib.robotparser.RobotFileParser()
    robots.parse((site / "robots.txt").read_text("utf-8").splitlines())
    for address in (base_url, f"{base_url}2024/", f"{base_url}feeds/site.xml"):
        if not robots.can_fetch("*", address):
            told("robots.txt", f"{address} may not be read")
    for address in robots.site_maps() or []:
        if not page_of(address).is_file():
            told("robots.txt", f"{address} is not there")
    if bool(robots.site_maps()) != (site / "sitemap.xml").is_file():
        told("robots.txt", "it does not name the sitemap that there is")


for feed in sorted((site / "feeds").rglob("*.xml")):
    check_feed(feed)
check_opensearch()
check_robots()
for problem in problems:
    print(problem)
print(f"{counted['feeds']} feeds with {counted['entries']} entries, opensearch.xml, robots.txt: {len(problems)} problems")
sys.exit(1 if problems else 0)
