"""The people who work with a project, and what each may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do.

    OPERATOR: inspect, and say what parts are. ENGINEER: also thresholds, models and the project.
    """

    OPERATOR = "operator"
    ENGINEER = "engineer"

    def covers(self, other: "Role") -> bool:
        """Whether somebody of this role may do what the other one may."""
        return self is Role.ENGINEER or other is Role.OPERATOR


@dataclass(frozen=True, slots=True)
class Operator:
    """One person on the list of a project."""

    name: str
    role: Role
