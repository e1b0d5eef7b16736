"""Small files of feeds, crawls and mails, of our own making: whole ones to read, and to break in a fuzzer."""

from __future__ import annotations

import gzip

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour &amp; Hill</title><link>https://wire.example/</link><language>en</language>
<item><title>Talks &lt;i&gt;in&lt;/i&gt; Bern</title><link>/world/talks.html?utm_source=rss#top</link>
<pubDate>Fri, 10 May 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ministers of Aland and Borduria <b>met</b> in Bern.</p><script>alert(1)</script><p>Both praised the caf\xc3\xa9.</p>]]></content:encoded></item>
<item><title>Aid</title><link>https://wire.example/aid</link><dc:date>2024-05-11T01:00:00+09:00</dc:date>
<description>Aland sent aid to Borduria: 3 &lt; 4 ships.</description></item>
<item><title>Only a title</title><link>https://wire.example/title</link></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/x/"><title type="html">Atom &lt;b&gt;Wire&lt;/b&gt;</title>
<updated>2024-01-01T00:00:00Z</updated>
<entry><id>urn:1</id><title>First</title><link rel="self" href="no"/><link href="first"/><updated>2024-02-03T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Aland <em>thanked</em> Borduria.</p><p>It was late.</p></div></content></entry>
<entry><id>urn:2</id><title>Second</title><link href="../second"/><published>2024-02-01T23:00:00-08:00</published>
<updated>2024-02-03T00:00:00Z</updated><content type="text">Here &lt;p&gt; is a word.</content><source><title>Elsewhere</title></source></entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://rdf.example/"><title>Old Wire</title><link>https://rdf.example/</link></channel>
<item rdf:about="https://rdf.example/a"><title>Old</title><link>https://rdf.example/a</link><dc:date>2004-03-02</dc:date>
<description>Aland left the union.</description></item></rdf:RDF>"""

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title}</title>{head}</head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>{title}</h1>
<p>The foreign ministers of Aland and Borduria met in Bern on Friday and spoke for more than two hours about a ceasefire.</p>
<p>Both praised the café where the talks took place, and agreed that their deputies would meet again before the summer.</p>
</article><footer><p>All rights reserved.</p></footer></body></html>"""


def page(*, title: str = "Talks in Bern", charset: str = "utf-8", head: str = "") -> str:
    """Return a page with one article."""
    return PAGE.format(title=title, charset=charset, head=head)


def record(
    uri: str,
    body: bytes = b"",
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8",
    date: str = "2024-05-12T08:00:00Z",
) -> bytes:
    """Return a record of a web archive."""
    block = body if kind == "warcinfo" else f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {date}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def archive() -> bytes:
    """Return a web archive of two pages and other records."""
    return b"".join(
        [
            record("", b"software: none\r\n", kind="warcinfo"),
            record("https://wire.example/talks?utm_source=x", page().encode()),
            record("https://wire.example/talks", b"", kind="request"),
            record("https://wire.example/gone", b"<html>gone</html>", status="404 Not Found"),
            record("https://wire.example/map.png", b"\x89PNG", headers="Content-Type: image/png"),
            record(
                "https://wire.example/packed",
                gzip.compress(page(title="Packed").encode(), mtime=0),
                headers="Content-Type: text/html\r\nContent-Encoding: gzip",
            ),
        ]
    )


MAIL = (
    b"From: =?utf-8?q?Harbour_Wire=2C_Bern?= <desk@wire.example>\r\n"
    b"To: you@home.example\r\nSubject: =?utf-8?b?VGFsa3MgaW4gQmVybjogY2Fmw6k=?=\r\n"
    b"Date: Fri, 10 May 2024 23:30:00 -0500\r\nMessage-ID: <1@wire.example>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
    b'--x\r\nContent-Type: multipart/alternative; boundary="y"\r\n\r\n'
    b"--y\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Aland thanked Borduria at the caf=E9.\r\n\r\n"
    b"--y\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Aland thanked Borduria.</p>\r\n--y--\r\n"
    b'--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename="2024-05-09-note.txt"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nQm9yZHVyaWEgYWlkZWQgQWxhbmQu\r\n"
    b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n"
    b"--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: Old Wire <o@old.example>\r\nSubject: Earlier\r\n"
    b"Date: Thu, 9 May 2024 08:00:00 +0900\r\n\r\nBorduria left the union.\r\n--x--\r\n"
)

BOX = (
    b"From desk@wire.example Fri May 10 23:30:00 2024\n"
    + MAIL.replace(b"\r\n", b"\n")
    + b"\nFrom o@old.example Sat May 11 08:00:00 2024\nFrom: o@old.example\nSubject: Second\nMessage-ID: <2@x>\n"
    b"Date: Sat, 11 May 2024 08:00:00 +0900\n\nThe note began:\n>From now on Aland is a republic.\nFrom there it went on.\n"
)


def seeds() -> dict[str, bytes]:
    """Return files by name, whose suffix is that of their reader."""
    return {
        "rss.rss": RSS,
        "atom.atom": ATOM,
        "rdf.xml": RDF,
        "crawl.warc": archive(),
        "packed.warc": gzip.compress(archive(), mtime=0),
        "mail.eml": MAIL,
        "box.mbox": BOX,
    }
