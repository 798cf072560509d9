"""Blocks: few, previewed, described, and out of the migrations."""

from pathlib import Path

import pytest
from wagtail.fields import StreamField

from cms.blocks import BODY_BLOCKS, STANDARD_BLOCKS
from cms.models import ContentPage

BLOCKS = [*BODY_BLOCKS, *STANDARD_BLOCKS]
OF_ROWS = {"image", "quotes"}
"""A picture and people's words are rows: without any there is nothing to render."""


def test_there_are_few_enough_to_see_at_once():
    assert len(BLOCKS) <= 13


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_each_has_a_template_a_description_and_a_preview(name, block):
    assert block.meta.template
    assert block.get_description()
    assert block.is_previewable


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_each_preview_renders(name, block, db):
    if name not in OF_ROWS:
        assert block.render(block.get_preview_value()).strip()


@pytest.mark.parametrize("name", sorted(OF_ROWS))
def test_what_shows_rows_previews_by_a_template_of_its_own(name):
    assert dict(BLOCKS)[name].meta.preview_template


def test_no_migration_names_a_block():
    texts = [path.read_text() for path in Path("cms/migrations").glob("0*.py")]
    assert not [text for text in texts if "block_lookup" in text or "wagtail.blocks" in text]


def test_a_plain_stream_field_would_name_its_blocks():
    assert "block_lookup" in StreamField(BODY_BLOCKS).deconstruct()[3]
    assert "block_lookup" not in ContentPage._meta.get_field("body").deconstruct()[3]
