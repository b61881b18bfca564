"""The store: what was committed is what the next question finds, whatever happens to files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from secon.enterprises.domain.directory import Criteria, all_pks, builder, store
from secon.enterprises.domain.directory.store import Store
from tests.enterprises.directory import making
from tests.enterprises.directory.making import DAY
from tests.enterprises.directory.sources import FileSource


@pytest.fixture
def source(tmp_path: Path) -> FileSource:
    return FileSource(tmp_path / "source")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index" / "directory.index"


@pytest.fixture
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files from ten entries on, built anew after thirty changes."""
    monkeypatch.setattr(store, "SMALL", 10)
    monkeypatch.setattr(store, "TIP", 5)
    monkeypatch.setattr(store, "REBUILD", 30)
    monkeypatch.setattr(store, "MOST_NEWER", 100)


def shown(held: Store, words: str = "") -> list[int]:
    return sorted(all_pks(held.current(), Criteria(day=DAY, words=words)))


# In memory ----------------------------------------------------------------------------------------


def test_an_empty_store_answers(source: FileSource, path: Path) -> None:
    assert shown(Store(source, path)) == []


def test_few_entries_need_no_file(source: FileSource, path: Path) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 6)))
    assert shown(Store(source, path)) == [1, 2, 3, 4, 5]
    assert not path.exists()


def test_nothing_is_read_while_nothing_changes(source: FileSource, path: Path) -> None:
    source.put(making.plain(1))
    held = Store(source, path)
    first = held.current()
    source.asked = 0
    assert held.current() is first
    assert source.asked == 1


def every_change(source: FileSource, see: Callable[[str], list[int]]) -> None:
    """Each kind of change, and what is seen after it."""
    source.put(making.plain(1001, names=("Umbrella",)))
    assert see("umbrella") == [1001]
    source.put(making.plain(1001, names=("Parasol",)))
    assert (see("umbrella"), see("parasol")) == ([], [1001])
    source.end(1001)
    assert see("parasol") == []
    source.put(making.plain(1001, names=("Umbrella",)))
    assert see("umbrella") == [1001]
    source.delete(1001)
    assert see("umbrella") == []
    source.put(making.plain(1002, names=("Umbrella",)))
    assert see("umbrella") == [1002]


def test_every_change_is_seen_at_once_in_memory(source: FileSource, path: Path) -> None:
    held = Store(source, path)
    every_change(source, lambda words: shown(held, words))


def test_an_entry_lost_in_one_epoch_may_come_back_in_the_next(
    source: FileSource, path: Path
) -> None:
    source.put(making.plain(1), making.plain(2))
    held = Store(source, path)
    assert shown(held) == [1, 2]
    source.end(1)
    source.delete(2)
    assert shown(held) == []
    source.put(making.plain(1))
    assert shown(held) == [1]


def test_only_what_changed_is_read(source: FileSource, path: Path) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 200)))
    held = Store(source, path)
    held.current()
    source.put(making.plain(7))
    source.read = 0
    held.current()
    assert source.read == 1


@pytest.mark.usefixtures("_few_are_many")
def test_a_directory_that_stays_small_is_begun_anew_after_many_changes(
    source: FileSource, path: Path
) -> None:
    held = Store(source, path)
    for turn in range(40):
        source.put(*(making.plain(pk, names=(f"Turn {turn}",)) for pk in range(1, 9)))
        assert shown(held) == list(range(1, 9))
    assert not path.exists()


def test_what_a_transaction_undoes_is_never_shown_to_others(source: FileSource, path: Path) -> None:
    source.put(making.plain(1, names=("Before",)))
    held = Store(source, path)
    assert shown(held, "before") == [1]
    committed = source.path.read_bytes()
    source.undecided = True
    source.put(making.plain(1, names=("Undone",)))
    assert shown(held, "undone") == [1]
    source.undecided = False
    source.path.write_bytes(committed)  # rolled back
    assert (shown(held, "before"), shown(held, "undone")) == ([1], [])
    source.put(making.plain(1, names=("After",)))  # takes the same number
    assert (shown(held, "after"), shown(held, "undone")) == ([1], [])


# On disk ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_few_are_many")
def test_many_entries_are_built_once_for_all_workers(source: FileSource, path: Path) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    first, second = Store(source, path), Store(source, path)
    assert shown(first) == list(range(1, 30))
    built = builder.stamp(path)
    assert built is not None
    assert shown(second) == list(range(1, 30))
    assert builder.stamp(path) == built


@pytest.mark.usefixtures("_few_are_many")
def test_every_change_is_seen_at_once_beside_a_file(source: FileSource, path: Path) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    held, other = Store(source, path), Store(source, path)
    held.current()
    built = builder.stamp(path)

    def see(words: str) -> list[int]:
        assert shown(held, words) == shown(other, words) == shown(Store(source, path), words)
        return shown(held, words)

    every_change(source, see)
    assert builder.stamp(path) == built


@pytest.mark.usefixtures("_few_are_many")
def test_many_small_changes_are_all_there(source: FileSource, path: Path) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    held = Store(source, path)
    for pk in range(30, 90):
        source.put(making.plain(pk))
        assert shown(held) == list(range(1, pk + 1))


@pytest.mark.usefixtures("_few_are_many")
def test_a_builder_is_asked_for_while_changes_go_on_being_shown(
    source: FileSource, path: Path
) -> None:
    asked: list[int] = []

    def ask() -> bool:
        asked.append(1)
        return True

    source.put(*(making.plain(pk) for pk in range(1, 30)))
    held = Store(source, path, ask=ask)
    held.current()
    source.put(*(making.plain(pk) for pk in range(30, 70)))
    assert shown(held) == list(range(1, 70))
    assert asked
    before = builder.stamp(path)
    assert builder.build(source, path)
    assert builder.stamp(path) != before
    assert shown(held) == list(range(1, 70))
    asked.clear()
    source.put(making.plain(70))
    assert shown(held) == list(range(1, 71))
    assert asked == []


@pytest.mark.usefixtures("_few_are_many")
def test_too_many_changes_are_shown_when_the_builder_is_done(
    source: FileSource, path: Path
) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    held = Store(source, path, ask=lambda: True)
    held.current()
    source.put(*(making.plain(pk) for pk in range(30, 300)))
    assert shown(held) == list(range(1, 30))
    builder.build(source, path)
    assert shown(held) == list(range(1, 300))


@pytest.mark.usefixtures("_few_are_many")
def test_without_a_builder_the_worker_builds_itself(source: FileSource, path: Path) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    held = Store(source, path)
    held.current()
    source.put(*(making.plain(pk) for pk in range(30, 300)))
    assert shown(held) == list(range(1, 300))


@pytest.mark.usefixtures("_few_are_many")
def test_a_small_directory_that_grows_at_once_is_shown_whole(
    source: FileSource, path: Path
) -> None:
    held = Store(source, path, ask=lambda: False)
    assert shown(held) == []
    source.put(*(making.plain(pk) for pk in range(1, 300)))
    assert shown(held) == list(range(1, 300))
    assert path.exists()


@pytest.mark.usefixtures("_few_are_many")
@pytest.mark.parametrize("damage", ["empty", "foreign", "cut", "older format", "gone"])
def test_a_file_that_is_not_whole_is_built_anew(
    source: FileSource, path: Path, damage: str
) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    shown(Store(source, path))
    whole = path.read_bytes()
    path.unlink()  # workers map files: they are replaced, never written into
    if damage != "gone":
        path.write_bytes(
            {
                "empty": b"",
                "foreign": b"not an index",
                "cut": whole[: len(whole) // 2],
                "older format": whole[:8] + b"\0" + whole[9:],
            }[damage]
        )
    assert shown(Store(source, path)) == list(range(1, 30))
    assert builder.read(path) is not None


@pytest.mark.usefixtures("_few_are_many")
def test_a_worker_goes_on_when_its_file_is_deleted(source: FileSource, path: Path) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    held = Store(source, path)
    held.current()
    path.unlink()
    source.put(making.plain(30))
    assert shown(held) == list(range(1, 31))


@pytest.mark.usefixtures("_few_are_many")
def test_a_database_that_was_put_back_is_read_anew(
    source: FileSource, path: Path, tmp_path: Path
) -> None:
    source.put(*(making.plain(pk) for pk in range(1, 30)))
    backup = source.path.read_bytes()
    source.put(making.plain(30))
    source.put(making.plain(31))
    held = Store(source, path)
    assert shown(held) == list(range(1, 32))
    source.path.write_bytes(backup)
    assert shown(held) == list(range(1, 30))
    assert shown(Store(source, path)) == list(range(1, 30))
