"""The site's pages and settings."""

from cms.models.pages import HelpNowPage, HomePage, PublicPage
from cms.models.site_settings import CrisisResource, SiteSettings

__all__ = ["CrisisResource", "HelpNowPage", "HomePage", "PublicPage", "SiteSettings"]
