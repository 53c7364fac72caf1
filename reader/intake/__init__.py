"""Taking articles in: from files to the library, in batches that survive a crash."""

from reader.intake.intake import Intake
from reader.intake.report import Progress, Report, Trouble

__all__ = ["Intake", "Progress", "Report", "Trouble"]
