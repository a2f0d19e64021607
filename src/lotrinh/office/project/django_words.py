"""Sentences of Django's forms that its own Vietnamese catalogue leaves in English; ours translates them."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Enter a complete value."),
    _("Enter a valid JSON."),
    _("Enter a valid UUID."),
    _("Enter a valid duration."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
    _("ManagementForm data is missing or has been tampered with"),
    _("Null characters are not allowed."),
    _("Value must be valid JSON."),
    _("“%(value)s” is not a valid UUID."),
    _("“%(pk)s” is not a valid value."),
)
