"""Packages are streamed; hostile and broken ones say what is wrong and the rest is read."""

import gzip
import io
import struct
import tarfile
import zipfile

import pytest

from secon.procurement.domain.packages import Member, Skipped, Trouble, items, total_size
from secon.procurement.domain.streams import MB, Limits
from tests.procurement.pipeline.build import call, day, files, tar, tar_gz, zipped

SMALL = Limits(member=1 * MB, package=4 * MB, members=50, depth=3, ratio=50, ratio_from=256 * 1024)


def write(tmp_path, data, name="package"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def names(path, limits=None):
    return [item.name for item in items(path, limits=limits) if isinstance(item, Member)]


def troubles(path, limits=None):
    return [item.code for item in items(path, limits=limits) if isinstance(item, Trouble)]


def test_single_file_is_read(tmp_path):
    path = write(tmp_path, call(), "notice.xml")
    assert [(item.name, item.data) for item in items(path)] == [("notice.xml", call())]


@pytest.mark.parametrize("pack", [zipped, tar, tar_gz])
def test_package_gives_its_members_whatever_it_is_called(tmp_path, pack):
    path = write(tmp_path, pack(day(3)), "202300223")
    assert names(path) == [f"202300223/{name}" for name in day(3)]


def test_month_gives_the_members_of_its_days(tmp_path):
    days = {f"2023-11/2023{n:05}.tar.gz": tar_gz(day(2, name=f"202311{n}_{n}")) for n in (20, 21)}
    path = write(tmp_path, tar(days), "2023-11.tar")
    assert len(names(path)) == 4
    assert names(path)[-1] == "2023-11.tar/2023-11/202300021.tar.gz/20231121_21/00000002_2023.xml"


def test_folder_gives_files_and_packages_below_it_in_the_order_of_names(tmp_path):
    files({"b.xml": call(2), "a.zip": zipped({"x.xml": call(1)}), ".hidden.xml": b""}, tmp_path)
    files({"c.xml": call(3)}, tmp_path / "sub")
    assert names(tmp_path) == ["a.zip/x.xml", "b.xml", "sub/c.xml"]


def test_position_runs_up_to_the_size_of_the_source(tmp_path):
    files({"a.xml": call(1), "b.xml": call(2)}, tmp_path)
    positions = [item.position for item in items(tmp_path) if isinstance(item, Member)]
    assert positions == sorted(positions)
    assert positions[-1] == total_size(tmp_path)


def test_files_that_are_no_notices_are_passed_over_and_counted(tmp_path):
    files({"readme.txt": b"hello", "n.xml": call()}, tmp_path)
    assert [item for item in items(tmp_path) if isinstance(item, Skipped)] == [
        Skipped("readme.txt", "not-xml")
    ]


def test_examples_of_the_sdk_are_passed_over_in_a_folder_and_read_when_named(tmp_path):
    path = write(tmp_path, zipped({"examples/notices/cn.xml": call()}), "sdk.zip")
    assert [type(item) for item in items(tmp_path)] == [Skipped]
    assert names(path) == ["sdk.zip/examples/notices/cn.xml"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.xml", "/etc/a.xml", "C:\\a.xml", "a/../../b.xml"]
)
@pytest.mark.parametrize("pack", [zipped, tar, tar_gz])
def test_path_out_of_the_archive_is_refused_and_the_rest_is_read(tmp_path, pack, name):
    path = write(tmp_path, pack({name: call(1), "good.xml": call(2)}))
    assert troubles(path) == ["unsafe-path"]
    assert names(path) == ["package/good.xml"]


def test_links_and_devices_of_a_tar_are_refused(tmp_path):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as package:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"link{kind.decode()}.xml")
            info.type, info.linkname = kind, "/etc/passwd"
            package.addfile(info)
    path = write(tmp_path, buffer.getvalue())
    assert troubles(path) == ["not-a-file"] * 4
    assert names(path) == []


def test_gzip_bomb_stops_early(tmp_path):
    bomb = gzip.compress(tar({"zeros.bin": bytes(3 * MB), "good.xml": call()}))
    assert len(bomb) < 20_000
    path = write(tmp_path, bomb)
    assert troubles(path, SMALL) == ["member-too-large", "bomb"]


def test_zip_bomb_is_not_unpacked(tmp_path):
    path = write(tmp_path, zipped({"bomb.xml": bytes(MB), "good.xml": call()}))
    assert troubles(path, SMALL) == ["bomb"]
    assert names(path, SMALL) == ["package/good.xml"]


def test_member_that_lies_about_its_size_is_cut_at_the_limit(tmp_path):
    data = zipped({"a.xml": b"<?xml" + bytes(range(256)) * 6000})
    size = struct.pack("<L", 5 + 256 * 6000)
    path = write(tmp_path, data.replace(size, struct.pack("<L", 1000)))
    assert names(path, SMALL) == []
    assert len(troubles(path, SMALL)) == 1


def test_package_of_too_many_members_ends(tmp_path):
    path = write(tmp_path, tar_gz({f"{n}.xml": b"<a/>" for n in range(60)}))
    assert troubles(path, SMALL) == ["too-many-members"]
    assert len(names(path, SMALL)) == 50


def test_package_of_too_many_bytes_ends(tmp_path):
    noise = [bytes((n * k) % 251 for k in range(900_000)) for n in range(1, 7)]
    path = write(tmp_path, zipped({f"{n}.xml": data for n, data in enumerate(noise)}))
    limits = Limits(member=MB, package=4 * MB, ratio=10_000)
    assert troubles(path, limits) == ["package-too-large"]
    assert len(names(path, limits)) == 4


def test_archives_in_archives_end_at_the_depth_allowed(tmp_path):
    data = call()
    for _depth in range(5):
        data = zipped({"inner.zip": data})
    path = write(tmp_path, data)
    assert troubles(path) == ["too-deep"]
    assert names(path) == []


@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_truncated_package_gives_what_is_whole_and_says_so(tmp_path, cut):
    data = tar_gz(day(40))
    path = write(tmp_path, data[: int(len(data) * cut)])
    assert troubles(path) == ["damaged-archive"]
    assert 0 < len(names(path)) < 40


def test_tar_broken_in_the_middle_does_not_end_quietly(tmp_path):
    data = bytearray(tar(day(3)))
    second = data.index(b"20231120_223/00000002")
    data[second + 148 : second + 156] = b"7777777\0"
    path = write(tmp_path, bytes(data))
    assert troubles(path) == ["damaged-archive"]
    assert len(names(path)) == 1


def test_tar_without_its_end_is_said_to_be_damaged(tmp_path):
    data = tar({"a.xml": call()}).rstrip(b"\0")
    path = write(tmp_path, data + bytes(-len(data) % 512))
    assert troubles(path) == ["damaged-archive"]
    assert names(path) == ["package/a.xml"]


@pytest.mark.parametrize("format_", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_of_both_kinds_are_read(tmp_path, format_):
    name = "x" * 150 + "/" + "ö" * 60 + ".xml"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=format_) as package:
        info = tarfile.TarInfo(name)
        info.size = 4
        package.addfile(info, io.BytesIO(b"<a/>"))
    assert names(write(tmp_path, buffer.getvalue())) == [f"package/{name}"]


def test_name_record_of_absurd_size_is_refused_unread(tmp_path):
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 3 << 30
    path = write(tmp_path, header.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    assert troubles(path) == ["damaged-archive"]


def test_encrypted_and_damaged_members_are_said_and_the_rest_is_read(tmp_path):
    data = bytearray(zipped({"a.xml": call(1) * 3, "b.xml": call(2)}))
    data[200] ^= 0xFF
    path = write(tmp_path, bytes(data))
    assert troubles(path) == ["damaged-member"]
    assert names(path) == ["package/b.xml"]


def test_zip_with_a_password_says_so(tmp_path):
    data = bytearray(zipped({"a.xml": call()}))
    data[6] |= 1
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    assert troubles(write(tmp_path, bytes(data))) == ["damaged-member"]


@pytest.mark.parametrize(
    "data", [b"", b"no archive at all", b"PK\x03\x04 broken", b"\x1f\x8b broken"]
)
def test_what_is_called_a_package_and_is_none_says_so(tmp_path, data):
    assert len(troubles(write(tmp_path, data, "day.tar.gz"))) == 1


def test_gzipped_single_notice_is_read(tmp_path):
    path = write(tmp_path, gzip.compress(call()), "notice.xml.gz")
    assert names(path) == ["notice.xml"]


def test_empty_xml_files_are_left_to_the_parser(tmp_path):
    assert names(write(tmp_path, b"", "empty.xml")) == ["empty.xml"]


def test_an_empty_zip_has_nothing(tmp_path):
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    assert list(items(write(tmp_path, buffer.getvalue()))) == []
