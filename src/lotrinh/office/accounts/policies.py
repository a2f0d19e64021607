"""May this person do that? A role's verbs decide; each component adds the state of the thing."""

from lotrinh.office.platform.policies import may, verb_policy

__all__ = ["may", "may_manage_accounts", "verb_policy"]

may_manage_accounts = verb_policy("manage_accounts")
