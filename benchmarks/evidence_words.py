"""The words that made-up titles, people and journals are built from."""

from __future__ import annotations


def _listed(text: str) -> list[str]:
    return text.replace("\n", "").split("|")


TOPICS = _listed("""industrial clusters|small firms|family businesses|export consortia|
furniture makers|knowledge spillovers|regional innovation systems|
foreign direct investment|supplier networks|business groups|
cluster organisations|global value chains|trade associations|
craft producers|software start-ups|born global firms|joint ventures|
university spin-offs|labour mobility|venture capital|technology parks|
shoe districts|wine regions|leather workshops|public procurement|
collective efficiency|absorptive capacity|social capital|
trust among competitors|entry modes|psychic distance|
export promotion agencies|quality standards|product upgrading|
green technologies|patent thickets|creative industries|
tourism destinations|shipbuilding yards|textile mills|biotechnology parks|
mining suppliers|dairy cooperatives|fishing ports|automotive suppliers|
aerospace subcontractors|ceramic districts|optical valleys|
cut-flower growers|coffee farmers|call centres|film studios|
maritime services|offshore wind parks|steel towns|chemical corridors|
logistics hubs|medical devices|toy factories|watchmakers""")
OTHERS = _listed("""productivity|innovation|export performance|internationalisation|survival|
employment growth|wage inequality|market entry|resilience|specialisation|
governance|learning|upgrading|coordination costs|branding|
absorptive capacity|financial constraints|environmental performance|
digital adoption|reputation|relocation|outsourcing|tariff changes|
institutional voids|migrant networks|managerial experience|
gender diversity|exchange rate shocks|transport costs|standard setting|
intellectual property|corporate taxation|skill shortages|union bargaining|
trade credit|political connections|energy prices|regional policy|
supplier development|customer proximity|informality|corruption|
tacit knowledge|open innovation|price competition|strategic alliances|
market orientation|dynamic capabilities|geographical proximity|
cognitive distance""")
PLACES = _listed("""Ghana|Kenya|Ethiopia|Nigeria|Niger|Egypt|Morocco|South Africa|Tanzania|
Uganda|Zambia|Gambia|India|Pakistan|Bangladesh|Sri Lanka|Nepal|China|
Taiwan|Vietnam|Malaysia|Indonesia|Thailand|Japan|South Korea|North Korea|
Iran|Iraq|Turkey|Israel|Jordan|Sweden|Norway|Denmark|Finland|Iceland|
Ireland|Scotland|Wales|England|Germany|Austria|Australia|Switzerland|
Italy|Spain|Portugal|France|Belgium|the Netherlands|Poland|Czechia|
Slovakia|Slovenia|Hungary|Romania|Bulgaria|Greece|Croatia|Serbia|Russia|
Ukraine|Estonia|Latvia|Lithuania|Brazil|Argentina|Chile|Peru|Colombia|
Mexico|Cuba|Canada|New Zealand|Emilia-Romagna|Baden-Württemberg|Catalonia|
Bavaria|Guangdong|Zhejiang|Gujarat|Tamil Nadu|São Paulo|Minas Gerais|
Silicon Valley|Jutland|Småland|Lombardy|the Basque Country|Wallonia""")
METHODS = _listed("""a panel data analysis|a case study|evidence from firm-level data|
a qualitative comparative analysis|a systematic review|a meta-analysis|
a social network analysis|a natural experiment|an agent-based model|
a longitudinal study|a survey of owners|a gravity approach|
a multilevel analysis|lessons for policy|a research agenda|
a conceptual framework|a field experiment|a historical account|
an event study|a structural equation model""")
FAMILIES = _listed("""Wang|Li|Zhang|Chen|Liu|Kim|Lee|Park|Singh|Kumar|Smith|Johnson|Brown|Jones|
Müller|Schmidt|Fischer|García|Fernández|Rodríguez|Rossi|Russo|Bianchi|
Nguyen|Tran|Silva|Santos|Oliveira|Andersson|Johansson|Sørensen|Ødegaard|
Hämäläinen|O'Brien|O’Connor|McDonald|van der Berg|de Vries|von Hagen|
Dubois|Lefèvre|Nowak|Kovács|Novák|Popescu|Papadopoulos|Yılmaz|Öztürk|
Haddad|Cohen|Okafor|Mensah|Ayeh|Abebe|Kamau|Tanaka|Suzuki|Sato|Yamamoto|
Ivanov|Petrov|Shevchenko|Lopez-Garcia|Smith-Jones|Al-Hassan|Bin Osman|
Håkansson|Lindqvist|Porterfield|Marshman|Becattoni|Humphries|Schmitzer|
Rabello|Giuliano|Belussa|Bathelter|Maskelli|Asheimer|Cookson|Saxenia|
Krugmann|Venablo|Duranto|Pugaert|Delgato|Sternheim|Ketelsen|Markusson|
Gereffo|Kaplinksy|Nadviq|Morrisson|Pietrobello|Rasiha|Parrillo""")
GIVEN = _listed("""Ana|Bo|Carla|David|Elena|Frank|Greta|Hans|Ivo|Jane|Karin|Luis|Maria|Nils|
Olga|Peter|Quentin|Rosa|Sven|Tara|Ulrich|Vera|Wei|Xin|Yusuf|Zoë|
Anna Maria|Jean-Pierre|John A.|Mary K.|Li Na|José Luis|Hye-Jin|Mohammed|
Kofi|Abena""")
JOURNAL_HEADS = [
    "Journal of",
    "International Journal of",
    "European Journal of",
    "Review of",
    "Annals of",
    "Advances in",
    "Studies in",
    "Quarterly Journal of",
    "Asian Journal of",
]
JOURNAL_TOPICS = [
    "Regional Science",
    "Economic Geography",
    "International Business",
    "Small Business Management",
    "Development Economics",
    "Industrial Organization",
    "Innovation Management",
    "Entrepreneurship and Regional Development",
    "Urban and Regional Research",
    "World Economy",
    "Agricultural Economics",
    "Organizational Behavior",
    "Technology Transfer",
    "Marketing Strategy",
    "Public Policy & Administration",
]
SHORT = {
    "Journal": "J",
    "International": "Int",
    "European": "Eur",
    "Review": "Rev",
    "Annals": "Ann",
    "Advances": "Adv",
    "Studies": "Stud",
    "Quarterly": "Q",
    "Asian": "Asian",
    "Regional": "Reg",
    "Science": "Sci",
    "Economic": "Econ",
    "Geography": "Geogr",
    "Business": "Bus",
    "Small": "Small",
    "Management": "Manag",
    "Development": "Dev",
    "Economics": "Econ",
    "Industrial": "Ind",
    "Organization": "Organ",
    "Innovation": "Innov",
    "Entrepreneurship": "Entrep",
    "Urban": "Urban",
    "Research": "Res",
    "World": "World",
    "Economy": "Econ",
    "Agricultural": "Agric",
    "Organizational": "Organ",
    "Behavior": "Behav",
    "Technology": "Technol",
    "Transfer": "Transf",
    "Marketing": "Mark",
    "Strategy": "Strategy",
    "Public": "Public",
    "Policy": "Policy",
    "Administration": "Adm",
}
FOREIGN = {
    "clusters": "Cluster",
    "in": "in",
    "and": "und",
    "of": "von",
    "the": "die",
    "a": "eine",
    "firms": "Unternehmen",
    "analysis": "Untersuchung",
    "networks": "Netzwerke",
    "small": "kleine",
    "industrial": "industrielle",
    "study": "Studie",
    "case": "Fall",
    "evidence": "Belege",
    "from": "aus",
    "innovation": "Neuerung",
    "growth": "Wachstum",
    "on": "auf",
    "effects": "Wirkungen",
    "role": "Rolle",
    "how": "wie",
    "do": "tun",
    "regional": "regionale",
    "export": "Ausfuhr",
    "market": "Markt",
}
GENERIC = ["Editorial", "Introduction", "Book review", "Untitled", "Preface", "Foreword"]
PATTERNS = [
    "{T} and {o} in {p}",
    "The effects of {o} on {T} in {p}: {m}",
    "{o} and {o2} of {T}: {m}",
    "How do {T} shape {o}? The case of {p}",
    "Do {T} matter for {o}? {m} of {p}",
    "{T}, {o} and {o2}: evidence from {p}",
    "The role of {o} in the {o2} of {T}",
    "Explaining {o}: {T} in {p} and {p2}",
    "Towards a theory of {o} in {T}",
    "{o} through {o2}: {T} in {p}, {y}-{z}",
    "Beyond {o}: {T} and the question of {o2}",
    "Determinants of {o} among {T} in {p}",
    "{m} of {o} and {o2} in {p}",
    "Rethinking {T}: {o}, {o2} and the limits of {o3}",
    "From {o} to {o2}: {T} in transition",
    "{T} between {o} and {o2}: {m}",
    "What explains the {o} of {T}? {m}",
    "{o} in {p}'s {T}",
    "Local {T}, global {o}: {m} from {p}",
    "A comparison of {o} in {T} of {p} and {p2}",
]
