"""Captions: who speaks as far as the file says it, and where the words stand."""

from __future__ import annotations

import pytest

from commonground.errors import RecordError
from commonground.record.formats.captions import srt_captions, webvtt_captions
from commonground.record.formats.source import Source


def turns(source: Source) -> list[tuple[str, str]]:
    return [(label, source.text[start:end]) for start, end, label in source.speakers or ()]


def vtt(*cues: str, end: str = "\n") -> bytes:
    timed = [f"00:0{number}.000 --> 00:0{number}.900 align:start\n{cue}" for number, cue in enumerate(cues)]
    return "\n\n".join(["WEBVTT - talks", "NOTE by <v Nobody>", *timed, ""]).replace("\n", end).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_voices_become_turns_over_as_many_cues_as_they_last(end: str) -> None:
    source = webvtt_captions(
        vtt(
            "<v.loud Anna Berg>We <i>met</i> at\nnoon",
            "<v Anna Berg>&amp; left <00:02.500>at one.",
            "<v Bo>Why? 👋</v> <v Anna Berg>“مرحبا” e\u0301",
            end=end,
        )
    )
    assert turns(source) == [
        ("Anna Berg", "We met at noon & left at one."),
        ("Bo", "Why? 👋"),
        ("Anna Berg", "“مرحبا” e\u0301"),
    ]
    assert source.text.splitlines()[1] == "Bo: Why? 👋"
    assert source.kind_hint == "captions"


def test_what_has_no_voice_is_given_none() -> None:
    source = webvtt_captions(vtt("<v Anna>Yes.", "(door)\nNo."))
    assert source.text == "Anna: Yes.\n(door)\nNo."
    assert turns(source) == [("Anna", "Yes.")]


def test_srt_keeps_the_labels_at_the_start_of_lines() -> None:
    data = (
        "\ufeff1\r\n00:00:00,000 --> 00:00:02,000\r\nANNA: We met\r\n<i>at noon.</i>\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:04,000\r\nBO: Why?\r\n"
    )
    source = srt_captions(data.encode())
    assert source.text == "ANNA: We met\nat noon.\nBO: Why?"
    assert source.speakers is None


@pytest.mark.parametrize("data", [b"", b"words only", b"WEBVTT\n\n", b"WEBVTT\n\n00:x --> 00:y\nhello", b"1\n2\n3"])
def test_what_are_no_captions_is_refused(data: bytes) -> None:
    for read in (webvtt_captions, srt_captions):
        with pytest.raises(RecordError) as caught:
            read(data)
        assert caught.value.problems[0].code == "bad-captions"
        assert "\n" not in str(caught.value)
