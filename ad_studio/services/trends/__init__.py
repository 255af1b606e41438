"""How a project goes over its runs."""

from ad_studio.services.trends.gather import gather_trends

__all__ = ["gather_trends"]
