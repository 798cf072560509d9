"""Blocks: few, previewed, described, and out of the migrations."""

from pathlib import Path

import pytest
from wagtail.fields import StreamField

from cms.blocks import BODY_BLOCKS, STANDARD_BLOCKS
from cms.models import ContentPage

BLOCKS = [*BODY_BLOCKS, *STANDARD_BLOCKS]


def test_there_are_a_dozen_at_most():
    assert len(BLOCKS) <= 12


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_each_has_a_template_a_description_and_a_preview(name, block):
    assert block.meta.template
    assert block.get_description()
    assert block.is_previewable


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_each_preview_renders(name, block, db):
    if name != "image":  # it previews by a template of its own, since a picture needs a row
        assert block.render(block.get_preview_value()).strip()


def test_no_migration_names_a_block():
    texts = [path.read_text() for path in Path("cms/migrations").glob("0*.py")]
    assert not [text for text in texts if "block_lookup" in text or "wagtail.blocks" in text]


def test_a_plain_stream_field_would_name_its_blocks():
    assert "block_lookup" in StreamField(BODY_BLOCKS).deconstruct()[3]
    assert "block_lookup" not in ContentPage._meta.get_field("body").deconstruct()[3]
