"""What the four files hold: firms by year, their markets, cluster organisations, initiatives."""

from __future__ import annotations

from hanse.tables.mapping.schema import Field, Schema

__all__ = ["FIRMS", "INITIATIVES", "MARKETS", "ORGANISATIONS", "ORGANISATION_KINDS"]

ORGANISATION_KINDS = ("agreement", "office", "mission")
"""What a cluster organisation has abroad."""

FIRMS = Schema(
    "firms",
    (
        Field("cluster", "key", needed=True, label="cluster of the firm in that year"),
        Field("firm", "key", needed=True, label="firm"),
        Field("year", "year", needed=True, label="year"),
        Field("modes", "text", label="ways of working abroad, parted by ;"),
        Field("functions", "text", label="higher value-adding functions done, parted by ;"),
        Field("sales", "money", label="total sales"),
        Field("foreign_sales", "money", label="sales abroad"),
        Field("export_share", "share", label="share of sales abroad"),
        Field("direct_exporter", "flag", label="exports without an agent at home"),
        Field("assets", "money", label="total assets"),
        Field("foreign_assets", "money", label="assets abroad"),
        Field("employees", "count", label="employees"),
        Field("foreign_employees", "count", label="employees abroad"),
        Field("foreign_ownership", "share", label="share of capital held abroad"),
        Field("foreign_investors", "count", label="investors from abroad"),
        Field("purchases", "money", label="total purchases"),
        Field("imports", "money", label="purchases from abroad"),
        Field("suppliers", "count", label="suppliers"),
        Field("foreign_suppliers", "count", label="suppliers from abroad"),
        Field("founded", "number", low=1000, high=2200, label="year of founding"),
        Field(
            "first_foreign_sale", "number", low=1000, high=2200, label="year of first sale abroad"
        ),
        Field("value_added", "money", low=-1e300, label="value added"),
        Field("own_brand_share", "share", label="share of sales under own brands"),
        Field("new_product_share", "share", label="share of sales of new products"),
        Field("foreign_quantity", "number", low=0.0, label="units sold abroad"),
    ),
    unique=("cluster", "firm", "year"),
    bounds=(
        ("foreign_sales", "sales"),
        ("foreign_assets", "assets"),
        ("foreign_employees", "employees"),
        ("imports", "purchases"),
        ("foreign_suppliers", "suppliers"),
    ),
)
"""One row for each firm and year."""

MARKETS = Schema(
    "markets",
    (
        Field("cluster", "key", label="cluster of the firm in that year"),
        Field("firm", "key", needed=True, label="firm"),
        Field("year", "year", needed=True, label="year"),
        Field("country", "country", needed=True, label="country of the market"),
        Field("sales", "money", needed=True, label="sales in that country"),
    ),
    unique=("firm", "year", "country"),
)
"""One row for each firm, year and foreign country."""

ORGANISATIONS = Schema(
    "organisations",
    (
        Field("organisation", "key", needed=True, label="cluster organisation"),
        Field("cluster", "key", needed=True, label="cluster that it serves"),
        Field("year", "year", needed=True, label="year"),
        Field("country", "country", label="country of the partner or place"),
        Field("kind", "key", needed=True, label="agreement, office or mission"),
        Field("number", "count", label="how many"),
    ),
    unique=("organisation", "cluster", "year", "country", "kind"),
)
"""One row for each organisation, cluster, year, country and kind."""

INITIATIVES = Schema(
    "initiatives",
    (
        Field("initiative", "key", needed=True, label="cluster initiative or programme"),
        Field("year", "year", needed=True, label="year"),
        Field("cluster", "key", needed=True, label="cluster that it reaches"),
        Field("country", "country", label="country that it leads to"),
        Field("firms", "count", label="firms of the cluster that take part"),
        Field("budget", "money", label="budget spent on the cluster"),
    ),
    unique=("initiative", "year", "cluster", "country"),
)
"""One row for each initiative, year, cluster and country."""
