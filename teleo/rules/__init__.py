"""The rules, in order of code; a new rule is one file and one line here."""

from teleo.rules import (
    fm101_unclosed,
    fm102_syntax,
    fm103_duplicate_key,
    fm104_conflict_marker,
    fm105_bytes,
    fm106_no_block,
    fm107_file_skipped,
    fm108_block_limit,
    fm109_suppression,
    lk501_not_found,
    lk502_inexact,
    lk503_ambiguous,
    lk504_prose_entry,
    lk505_self_link,
    sc401_required,
    sc402_vocabulary,
    sc403_shape,
    sc404_unknown_field,
    sc405_date_order,
    ti701_h1_differs,
    ti702_no_h1,
    ti703_same_stem,
    ti704_long_name,
    ti705_label,
    ti706_universal,
    ti707_description_repeats,
    ti708_confusable,
)
from teleo.rules.rule import Context, Rule
from teleo.rules.run import diagnose
from teleo.rules.selection import Selection, UnknownRuleError, selection_of

RULES: tuple[Rule, ...] = (
    fm101_unclosed.RULE,
    fm102_syntax.RULE,
    fm103_duplicate_key.RULE,
    fm104_conflict_marker.RULE,
    fm105_bytes.RULE,
    fm106_no_block.RULE,
    fm107_file_skipped.RULE,
    fm108_block_limit.RULE,
    fm109_suppression.RULE,
    sc401_required.RULE,
    sc402_vocabulary.RULE,
    sc403_shape.RULE,
    sc404_unknown_field.RULE,
    sc405_date_order.RULE,
    lk501_not_found.RULE,
    lk502_inexact.RULE,
    lk503_ambiguous.RULE,
    lk504_prose_entry.RULE,
    lk505_self_link.RULE,
    ti701_h1_differs.RULE,
    ti702_no_h1.RULE,
    ti703_same_stem.RULE,
    ti704_long_name.RULE,
    ti705_label.RULE,
    ti706_universal.RULE,
    ti707_description_repeats.RULE,
    ti708_confusable.RULE,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "RULES", "Context", "Rule", "Selection", "UnknownRuleError", "diagnose", "selection_of"]
