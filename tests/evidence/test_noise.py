from __future__ import annotations

import re

from simulator.evidence import noise


def test_noise_never_hits_a_short_latin_word() -> None:
    data = noise.binary(3, "x", 200_000)
    assert not re.search(rb"[A-Za-z0-9]{2}", data[32:])


def test_noise_files_stay_in_their_span_and_apart() -> None:
    made = noise.files(3, "p1", 60, (2_000_000_000, 2_000_000_500), ())

    assert len({file.path.casefold() for file in made}) == 60
    assert made == noise.files(3, "p1", 60, (2_000_000_000, 2_000_000_500), ())
    for file in made:
        assert 2_000_000_000 <= file.created <= file.accessed <= 2_000_000_500
        assert file.data


def test_a_declared_path_is_passed_over() -> None:
    first = noise.files(3, "p1", 5, (0, 0), ())
    again = noise.files(3, "p1", 5, (0, 0), {first[0].path.casefold()})

    assert first[0].path not in {file.path for file in again}
