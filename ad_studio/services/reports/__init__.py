"""Reports of inspection runs: gathering what one says, and writing it."""

from ad_studio.services.reports.export import export_report

__all__ = ["export_report"]
