"""Names and countries of the regional cluster; every organisation is invented."""

from __future__ import annotations

FIRST = [
    "Alder", "Amber", "Arc", "Aspen", "Atlas", "Aurora", "Baltic", "Basalt", "Beacon", "Birch",
    "Boreal", "Cairn", "Cedar", "Cobalt", "Compass", "Copper", "Coral", "Crane", "Delta",
    "Drift", "Eider", "Ebony", "Falcon", "Fjord", "Flint", "Garnet", "Glacier", "Granite",
    "Harbour", "Hazel", "Heron", "Indigo", "Iris", "Juniper", "Kestrel", "Lantern", "Larch",
    "Linden", "Lynx", "Maple", "Marten", "Meadow", "Meridian", "Moss", "Northern", "Oak",
    "Onyx", "Orca", "Osprey", "Otter", "Petrel", "Pine", "Plover", "Polar", "Quartz", "Raven",
    "Reed", "Ridge", "Rowan", "Saffron", "Sable", "Salt", "Sienna", "Slate", "Spruce",
    "Sterling", "Summit", "Swift", "Tarn", "Tern", "Thistle", "Timber", "Topaz", "Umber",
    "Vale", "Vega", "Violet", "Walnut", "Willow", "Zenith",
]  # fmt: skip
SECOND = [
    "Mapping", "Surveys", "Sensors", "Robotics", "Systems", "Analytics", "Imaging",
    "Navigation", "Software", "Instruments", "Logistics", "Forestry", "Health", "Energy",
    "Water", "Planning", "Games", "Media", "Mobility", "Optics",
]  # fmt: skip

TECHNOLOGIES = (
    "geodata",
    "remote sensing",
    "positioning",
    "drones",
    "3D models",
    "indoor maps",
    "health data",
    "energy data",
    "forest data",
    "traffic data",
    "blockchain",
    "machine learning",
)

HOME_OTHERS = (
    # id, name, roles, place, technology
    ("ORG", "Position Norrhamn", "cluster organisation", "Norrhamn", "geodata"),
    ("U1", "Norrhamn University", "research; education; owner", "Norrhamn", "geodata; 3D models"),
    ("R1", "Institute for Spatial Data", "research", "Norrhamn", "geodata; machine learning"),
    ("R2", "Forest Research Station", "research", "Skogby", "forest data; remote sensing"),
    ("R3", "Laboratory for Positioning", "research", "Norrhamn", "positioning; drones"),
    ("R4", "Health Data Centre", "research", "Norrhamn", "health data"),
    ("R5", "Institute of Transport Studies", "research", "Sundvik", "traffic data"),
    ("E1", "Norrhamn Upper Secondary School", "education", "Norrhamn", ""),
    ("E2", "School of Surveying", "education", "Sundvik", "geodata; positioning"),
    ("E3", "Vocational College of the Coast", "education", "Norrhamn", "drones"),
    ("E4", "Academy of Games", "education", "Norrhamn", "3D models"),
    ("E5", "Adult Learning Centre", "education", "Skogby", ""),
    ("K1", "Coastal Seed Fund", "capital", "Norrhamn", "geodata"),
    ("K2", "Kvarn Ventures", "capital", "Stockholm", "machine learning"),
    ("K3", "Savings Bank of Norrhamn", "capital", "Norrhamn", ""),
    ("K4", "Regional Business Angels", "capital", "Sundvik", "health data"),
    ("K5", "Second Wave Capital", "capital", "Stockholm", "energy data"),
    ("K6", "Growth Loans Office", "capital; funder", "Norrhamn", ""),
    ("K7", "Timberline Partners", "capital", "Gothenburg", "forest data"),
    ("K8", "Deep Blue Equity", "capital", "Stockholm", "blockchain"),
    ("P1", "Municipality of Norrhamn", "public body; owner", "Norrhamn", "geodata"),
    ("P2", "County of the Coast", "public body; owner; funder", "Norrhamn", "health data"),
    ("P3", "National Mapping Office", "public body; owner", "Norrhamn", "geodata"),
    ("P4", "Municipality of Skogby", "public body", "Skogby", "forest data"),
    ("P5", "Municipality of Sundvik", "public body", "Sundvik", "traffic data"),
    ("P6", "Port Authority of Norrhamn", "public body", "Norrhamn", "traffic data"),
    ("P7", "Rescue Services of the Coast", "public body", "Norrhamn", "drones; indoor maps"),
    ("P8", "Trade Promotion Office", "public body", "Stockholm", ""),
    ("P9", "Regional Growth Agency", "public body; funder", "Norrhamn", ""),
    ("C1", "Friends of Open Maps", "civil society", "Norrhamn", "geodata"),
    ("C2", "Senior Users' Association", "civil society", "Norrhamn", "health data"),
    ("C3", "Orienteering Federation of the Coast", "civil society", "Skogby", "positioning"),
    ("C4", "Residents of the Old Harbour", "civil society", "Norrhamn", ""),
    ("X1", "Southern New Media Cluster", "other cluster", "Malmo", "3D models"),
    ("X2", "Mountain Sports Cluster", "other cluster", "Are", "positioning; health data"),
    ("X3", "Wood Industry Network", "other cluster", "Skogby", "forest data"),
    ("X4", "Steel Valley Cluster", "other cluster", "Sandviken", "drones"),
    ("X5", "Life Science Corridor", "other cluster", "Uppsala", "health data"),
)

# country, and its actors: name, roles, technology
ABROAD: dict[str, tuple[tuple[str, str, str], ...]] = {
    "NOR": (
        ("Bergen Ocean Data Cluster", "other cluster; global partner", "geodata"),
        ("Lofoten Charts", "firm; global partner", "remote sensing"),
        ("Oslo Port Systems", "firm; global partner", "traffic data"),
        ("Trondheim Drone Works", "firm; global partner", "drones"),
        ("Stavanger Energy Maps", "firm; global partner", "energy data"),
        ("Arctic University of Surveying", "research; global partner", "positioning"),
        ("Telemark Hydro", "firm; global partner", "energy data"),
        ("Bodo Air Navigation", "firm; global partner", "positioning"),
    ),
    "DNK": (
        ("Aarhus Smart City Network", "other cluster; global partner", "traffic data"),
        ("Jutland Wind Sites", "firm; global partner", "energy data"),
        ("Copenhagen School of Maps", "research; global partner", "geodata"),
        ("Odense Robot Maps", "firm; global partner", "indoor maps"),
    ),
    "FIN": (
        ("Oulu Location Cluster", "other cluster; global partner", "positioning"),
        ("Tampere Forest Scans", "firm; global partner", "forest data"),
        ("Turku Marine Data", "firm; global partner", "remote sensing"),
        ("Vaasa Energy Models", "firm; global partner", "energy data"),
    ),
    "EST": (
        ("Tallinn Ledger Lab", "firm; global partner", "blockchain"),
        ("Tartu Geo Cluster", "other cluster; global partner", "geodata"),
        ("Parnu Bay Sensors", "firm; global partner", "drones"),
    ),
    "LVA": (
        ("Riga Mapping House", "firm; global partner", "geodata"),
        ("Liepaja Port Data", "firm; global partner", "traffic data"),
        ("Latvian IT Cluster of the Gulf", "other cluster; global partner", "machine learning"),
    ),
    "LTU": (
        ("Kaunas Photonics", "firm; global partner", "remote sensing"),
        ("Vilnius City Models", "firm; global partner", "3D models"),
    ),
    "DEU": (
        ("Bremen Space Services", "firm; global partner", "remote sensing"),
        ("Rhine Geo Network", "other cluster; global partner", "geodata"),
        ("Leipzig Traffic Data", "firm; global partner", "traffic data"),
        ("Kiel Marine Robots", "firm; global partner", "drones"),
        ("Institute of Cartography Dresden", "research; global partner", "geodata"),
    ),
    "FRA": (
        ("Toulouse Earth Images", "firm; global partner", "remote sensing"),
        ("Loire Digital Cluster", "other cluster; global partner", "3D models"),
        ("Grenoble Mountain Data", "firm; global partner", "positioning"),
    ),
    "ITA": (
        ("Milan Mobility Pole", "other cluster; global partner", "traffic data"),
        ("Torino Indoor Maps", "firm; global partner", "indoor maps"),
        ("Bologna Health Ways", "firm; global partner", "health data"),
    ),
    "AUT": (
        ("Graz Alpine Surveys", "firm; global partner", "drones"),
        ("Vienna Open Data Cluster", "other cluster; global partner", "geodata"),
    ),
    "UKR": (
        ("Lviv Software Circle", "other cluster; global partner", "machine learning"),
        ("Odesa Harbour Charts", "firm; global partner", "traffic data"),
    ),
    "GBR": (
        ("Leeds Location Hub", "other cluster; global partner", "geodata"),
        ("Bristol Flood Models", "firm; global partner", "remote sensing"),
        ("Dundee Games Guild", "firm; global partner", "3D models"),
    ),
    "USA": (
        ("Charlotte Retail Maps", "firm; global partner", "indoor maps"),
        ("Boulder Satellite Partners", "firm; global partner", "remote sensing"),
        ("Wisconsin Paper Routes", "firm; global partner", "forest data"),
    ),
    "CHN": (
        ("Zhuhai Games and Media Park", "other cluster; global partner", "3D models"),
        ("Pearl Delta Positioning", "firm; global partner", "positioning"),
        ("Beijing Health Alliance", "other cluster; global partner", "health data"),
        ("Hubei Science Exchange", "research; global partner", "machine learning"),
    ),
    "CHL": (
        ("Valparaiso Copper Maps", "firm; global partner", "remote sensing"),
        ("Santiago Geo Cluster", "other cluster; global partner", "geodata"),
    ),
}


def firm_names(n: int) -> list[str]:
    """Return names of firms that no two share; both words change from one to the next."""
    return [
        f"{FIRST[(7 * at) % len(FIRST)]} {SECOND[(at + at // len(FIRST)) % len(SECOND)]}"
        for at in range(n)
    ]
