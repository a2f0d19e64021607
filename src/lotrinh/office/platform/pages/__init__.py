"""The register of pages: each declares its name, its policy and its title."""

from lotrinh.office.platform.pages.register import PAGES, Page, page

__all__ = ["PAGES", "Page", "page"]
