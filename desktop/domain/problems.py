"""What is wrong with a record, as data: a code, the place, and the facts a sentence needs."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """HARD bars a record from leaving the commune; WARNING may be accepted with a reason.

    REPAIRED is said of a cell only: it was understood after a safe repair, which is shown and needs nothing.
    """

    HARD = "hard"
    WARNING = "warning"
    REPAIRED = "repaired"


class Code(StrEnum):
    """Every problem a record can have; the wording is `problem.<code>` in the message files."""

    REQUIRED = "required"
    UNREADABLE = "unreadable"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    BAD_PATTERN = "bad_pattern"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    TOO_PRECISE = "too_precise"
    NOT_A_DATE = "not_a_date"
    DATE_INVALID = "date_invalid"
    DATE_TWO_DIGIT_YEAR = "date_two_digit_year"
    DATE_NEEDS_DAY = "date_needs_day"
    DATE_IN_FUTURE = "date_in_future"
    YEAR_INVALID = "year_invalid"
    YEAR_UNCLEAR = "year_unclear"
    NOT_IN_LIST = "not_in_list"
    CODE_UNKNOWN = "code_unknown"
    NOT_YES_OR_NO = "not_yes_or_no"
    ID_NOT_DIGITS = "id_not_digits"
    ID_BAD_LENGTH = "id_bad_length"
    OLD_ID_9 = "old_id_9"
    ID_PROVINCE_UNKNOWN = "id_province_unknown"
    ID_SEX_MISMATCH = "id_sex_mismatch"
    ID_BIRTH_YEAR_MISMATCH = "id_birth_year_mismatch"
    PHONE_NOT_DIGITS = "phone_not_digits"
    PHONE_BAD_LENGTH = "phone_bad_length"
    PHONE_PREFIX_UNKNOWN = "phone_prefix_unknown"
    PLATE_INVALID = "plate_invalid"
    FILE_UNKNOWN = "file_unknown"
    LINK_UNKNOWN = "link_unknown"
    DUPLICATE_KEY = "duplicate_key"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    AGE_AT_RECRUITMENT = "age_at_recruitment"
    STEP_NOT_IN_SCALE = "step_not_in_scale"
    COEFFICIENT_STEP_MISMATCH = "coefficient_step_mismatch"
    COEFFICIENT_OUT_OF_RANGE = "coefficient_out_of_range"
    INSURANCE_NUMBER_DIFFERS = "insurance_number_differs"
    OVERRIDE_WITHOUT_REASON = "override_without_reason"
    REASON_WITHOUT_OVERRIDE = "reason_without_override"
    TRAINING_WITHOUT_NEEDS = "training_without_needs"
    PLAN_KEEPS_UNFIT = "plan_keeps_unfit"
    REARRANGE_WITHOUT_AIM = "rearrange_without_aim"
    RATING_POINTS_ABOVE_MOST = "rating_points_above_most"
    RATING_RECORDED_ABOVE_MOST = "rating_recorded_above_most"
    RATING_TOTAL_DIFFERS = "rating_total_differs"
    RATING_CLASS_DIFFERS = "rating_class_differs"
    RATING_POINTS_MISSING = "rating_points_missing"
    RATING_PARTS_MISSING = "rating_parts_missing"
    RATING_POINTS_NOT_ASKED = "rating_points_not_asked"
    RATING_CASE_OF_LEADERS = "rating_case_of_leaders"
    RATING_YEAR_WITHOUT_PERIODS = "rating_year_without_periods"
    # What only a sheet can have: how a cell was understood, and what is wrong with the cell itself.
    LEADING_ZERO_LOST = "leading_zero_lost"
    ID_SEPARATORS = "id_separators"
    PHONE_COUNTRY_CODE = "phone_country_code"
    PHONE_OLD_PREFIX = "phone_old_prefix"
    DATE_PARTIAL = "date_partial"
    DATE_SWAPPED = "date_swapped"
    DATE_AMBIGUOUS = "date_ambiguous"
    NFD = "nfd"
    WHITESPACE = "whitespace"
    ZERO_WIDTH = "zero_width"
    ETH_FOR_D = "eth_for_d"
    ALL_CAPS = "all_caps"
    LOST_CAPITAL = "lost_capital"
    DITTO = "ditto"
    MERGED_VALUE = "merged_value"
    TOLD_ABOVE = "told_above"
    TWO_VALUES_IN_CELL = "two_values_in_cell"
    UNIT_SCALE = "unit_scale"
    APPROXIMATE = "approximate"
    FORMULA_INJECTION = "formula_injection"
    FORMULA_ERROR = "formula_error"
    FORMULA_NO_VALUE = "formula_no_value"
    HIDDEN_ROW = "hidden_row"


@dataclass(frozen=True)
class Finding:
    """What a field type or a rule found, before it is tied to a place."""

    code: Code
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)
    severity: Severity = Severity.HARD


@dataclass(frozen=True)
class Problem:
    """One finding at one place (`field` or `section/row_id/field`) of one record."""

    code: Code
    place: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)
    severity: Severity = Severity.HARD

    @property
    def is_hard(self) -> bool:
        """Whether the record cannot be handed up as it stands."""
        return self.severity is Severity.HARD

    @property
    def is_repair(self) -> bool:
        """Whether it only tells how a cell was understood."""
        return self.severity is Severity.REPAIRED


def hard(problems: Iterable[Problem]) -> list[Problem]:
    """Those that bar the record from leaving."""
    return [problem for problem in problems if problem.is_hard]
