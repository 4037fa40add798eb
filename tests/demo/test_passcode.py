"""One-time codes stand on the demo's terminal, and nowhere else."""

from shuke.cli.demo.checkpoint import FILE
from shuke.cli.demo.passcode import telling
from shuke.kernel import load_settings


def test_only_a_folder_of_the_demo_tells_codes(tmp_path, capsys):
    settings = load_settings({}, data_dir=tmp_path)
    assert telling(settings) is None
    (tmp_path / FILE).write_text("{}")
    tell = telling(settings)
    assert tell is not None
    tell("card:VIP1", "042318")
    told = capsys.readouterr()
    assert ("042318" in told.err, told.out) == (True, "")
