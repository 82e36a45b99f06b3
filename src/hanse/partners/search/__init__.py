"""Partner search: profiles with offers and wants, scores both ways, lists with their reasons."""

from hanse.partners.search.choices import FILTERS, PARTS, Filters, Newcomers, SearchWeights
from hanse.partners.search.country_nearness import CountryNearness, country_nearness
from hanse.partners.search.partner_scores import PartnerScores
from hanse.partners.search.profiles import Profiles, read_profiles
from hanse.partners.search.search import search
from hanse.partners.search.sensitivity import SearchSensitivity, weight_sensitivity
from hanse.partners.search.tags import TagBook, read_tags
from hanse.partners.search.trust import Trust, trust_between

__all__ = [
    "FILTERS",
    "PARTS",
    "CountryNearness",
    "Filters",
    "Newcomers",
    "PartnerScores",
    "Profiles",
    "SearchSensitivity",
    "SearchWeights",
    "TagBook",
    "Trust",
    "country_nearness",
    "read_profiles",
    "read_tags",
    "search",
    "trust_between",
    "weight_sensitivity",
]
