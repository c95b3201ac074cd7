"""The site's pages and settings."""

from cms.models.crisis_resources import CrisisResource
from cms.models.pages import HelpNowPage, HomePage, PublicPage
from cms.models.site_settings import SiteSettings

__all__ = ["CrisisResource", "HelpNowPage", "HomePage", "PublicPage", "SiteSettings"]
