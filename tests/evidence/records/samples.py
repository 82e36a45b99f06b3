"""One invented export of each format: five records, each with a word of its own in its title."""

RIS = """\
TY  - JOUR
AU  - Doe, Ana
AU  - Röe, Bo
TI  - Alphaword clusters in Region X
T2  - Journal of Examples
PY  - 2021
VL  - 4
IS  - 2
SP  - 10
EP  - 29
DO  - 10.5555/abc.1
SN  - 1234-5678
KW  - clusters
KW  - SMEs
AB  - We study the export of clusters
in two lines.
ER  -

TY  - BOOK
A1  - Smith, C.
T1  - Betaword handbook
Y1  - 2019//
PB  - Example Press
CY  - Lübeck
SN  - 978-3-16-148410-0
ER  -

TY  - CHAP
AU  - Jones, D.
TI  - Gammaword networks
T2  - Handbook of Networks
A2  - Smith, C.
PY  - 2018
KW  - networks; trust; lock-in
ER  -

TY  - THES
AU  - Brown, E.
TI  - Deltaword entry modes
PY  - 2017
PB  - University of Examples
N1  - Cited By: 12
ER  -

TY  - RPRT
AU  - Green, F.
TI  - Epsilonword policy
DA  - 2016/05/01
UR  - https://doi.org/10.5555/abc.5
AN  - X5
DB  - Example Base
ER  -
""".replace("ER  -\n", "ER  - \n")

BIBTEX = """\
Scopus
EXPORT DATE: 1 March 2026

@string{jx = "J. Ex."}
@comment{made for tests}

@ARTICLE{Doe 2021,
  author={Doe, A. and R{\\"o}e, B.},
  title={Alphaword {Clusters} in Region X},
  journal=jx,
  year={2021},
  month=jan,
  volume={4},
  pages={10--29},
  doi={10.5555/abc.1},
  issn={12345678},
  keywords={clusters; SMEs},
  note={cited By 5},
  source={Scopus},
}

@BOOK{smith2019,
  author = "Smith, C.",
  title = "Betaword handbook",
  publisher = "Example Press",
  address = "Lübeck",
  year = 2019,
}

@INCOLLECTION{jones2018,
  author={Jones, D.},
  title={Gammaword networks \\& trust},
  booktitle={Handbook of Networks},
  editor={Smith, C.},
  year={2018},
}

@PHDTHESIS{brown2017,
  author={Ella Brown},
  title={Deltaword entry modes: 50% of firms},
  school={University of Examples},
  year={2017},
}

@MISC{green2016,
  author={{World Bank}},
  title={Epsilonword policy},
  url={https://example.org/a_b~c},
  year={2016},
}
"""

MEDLINE = """\
PMID- 99999991
OWN - NLM
STAT- MEDLINE
DP  - 2021 Mar
TI  - Alphaword clusters in
      Region X.
LID - 10.5555/abc.1 [doi]
AB  - We study the export of clusters
      in two lines.
FAU - Doe, Ana
AU  - Doe A
FAU - Röe, Bo
AU  - Röe B
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
PG  - 10-29
IS  - 1234-5678 (Print)
JT  - Journal of examples
MH  - Industry
OT  - clusters

PMID- 99999992
DP  - 2019
TI  - Betaword handbook.
FAU - Smith, C
PT  - Published Erratum
JT  - Journal of examples

PMID- 99999993
DP  - 2018 Dec 1
TI  - Gammaword networks.
AU  - Jones D
PT  - Journal Article
PT  - Review

PMID- 99999994
DP  - 2017
TI  - Deltaword entry modes.
FAU - Brown, E
AID - 10.5555/abc.4 [doi]
AID - S0000 [pii]

PMID- 99999995
DP  - 2016
TI  - Epsilonword policy.
CN  - Example Group
VI  - 3
IP  - 2
EIN - Journal of examples. 2017;4:1
"""

WOS_TEXT = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Doe, A
   Röe, B
AF Doe, Ana
   Röe, Bo
TI Alphaword clusters in
   Region X
SO JOURNAL OF EXAMPLES
LA English
DT Article
DE clusters; SMEs
ID EXPORT
AB We study the export of clusters
   in two lines.
CR Smith J, 2001, J EX, V1, P2
   Roe B, 2002, J EX, V2, P3
TC 7
SN 1234-5678
PD MAR
PY 2021
VL 4
IS 2
BP 10
EP 29
DI 10.5555/abc.1
UT WOS:000000000000001
ER

PT B
AU Smith, C
TI Betaword handbook
PU EXAMPLE PRESS
PY 2019
BN 978-3-16-148410-0
UT WOS:000000000000002
ER

PT J
AU Jones, D
TI Gammaword networks
DT Proceedings Paper
PY 2018
UT WOS:000000000000003
ER

PT J
AU Brown, E
TI Deltaword entry modes
DT Correction
PY 2017
UT WOS:000000000000004
ER

PT J
AU Green, F
TI Epsilonword policy
PY 2016
AR 17
UT WOS:000000000000005
ER

EF
"""

WOS_TAB = (
    "\n".join(
        "\t".join(cells)
        for cells in (
            ("PT", "AU", "AF", "TI", "SO", "DT", "DE", "AB", "CR", "TC", "PY", "DI", "UT"),
            (
                "J",
                "Doe, A; Röe, B",
                "Doe, Ana; Röe, Bo",
                "Alphaword clusters",
                "J EX",
                "Article",
                "clusters; SMEs",
                'On "export',
                "Smith J, 2001; Roe B, 2002",
                "7",
                "2021",
                "10.5555/abc.1",
                "WOS:1",
            ),
            (
                "B",
                "Smith, C",
                "Smith, Cy",
                "Betaword handbook",
                "",
                "Book",
                "",
                "",
                "",
                "0",
                "2019",
                "",
                "WOS:2",
            ),
            (
                "J",
                "Jones, D",
                "",
                "Gammaword networks",
                "J EX",
                "Review",
                "",
                "",
                "",
                "1",
                "2018",
                "",
                "WOS:3",
            ),
            (
                "J",
                "Brown, E",
                "",
                '"Deltaword" entry modes',
                "J EX",
                "Article",
                "",
                "",
                "",
                "",
                "2017",
                "",
                "WOS:4",
            ),
            (
                "J",
                "Green, F",
                "",
                "Epsilonword policy",
                "J EX",
                "Article",
                "",
                "",
                "",
                "",
                "2016",
                "",
                "WOS:5",
            ),
        )
    )
    + "\n"
)

SCOPUS_CSV = """\
"Authors","Author full names","Title","Year","Source title","Volume","Page start","Page end",\
"Cited by","DOI","Abstract","Author Keywords","References","Document Type","EID"
"Doe A.; Röe B.","Doe, Ana (1); Röe, Bo (2)","Alphaword clusters, in Region X","2021","J. Ex.",\
"4","10","29","5","10.5555/abc.1","We study ""export""
in two lines.","clusters; SMEs","Smith J., Title, (2001); Roe B., Other, (2002)","Article",\
"2-s2.0-1"
"Smith C.","Smith, Cy (3)","Betaword handbook","2019","","","","","","","[No abstract available]",\
"","","Book","2-s2.0-2"
"Jones D.","Jones, Di (4)","Gammaword networks","2018","Handbook","","","","","","On networks","",\
"","Book chapter","2-s2.0-3"
"Brown E.","Brown, Ed (5)","Deltaword entry modes","2017","J. Ex.","","","","","","On entry","",\
"","Erratum","2-s2.0-4"
"Green F.","Green, Fo (6)","Epsilonword policy","2016","J. Ex.","","","","","","On policy","",\
"","Conference paper","2-s2.0-5"
"""

CSV = """\
title,authors,year,journal,doi,abstract,keywords,shelf
Alphaword clusters,"Doe, Ana; Röe, Bo",2021,J. Ex.,10.5555/abc.1,"We study, in
two lines.","clusters; SMEs",A1
Betaword handbook,"Smith, C.",2019,,,5" pipes,,A2
Gammaword networks,"Jones, D.",2018,J. Ex.,,On networks,,A3
"Deltaword ""entry"" modes","Brown, E.",2017,J. Ex.,,On entry,,A4
Epsilonword policy,"Green, F.",2016,J. Ex.,,On policy,,A5
"""

ENDNOTE_XML = """\
<?xml version="1.0" encoding="UTF-8" ?>
<xml><records>
<record><rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Doe, Ana</style></author>
<author><style face="normal">Röe, Bo</style></author></authors></contributors>
<titles><title><style face="normal">Alphaword </style><style face="italic">clusters</style></title>
<secondary-title>Journal of Examples</secondary-title></titles>
<pages>10-29</pages><volume>4</volume><dates><year><style>2021</style></year></dates>
<keywords><keyword>clusters</keyword><keyword>SMEs &amp; firms</keyword></keywords>
<electronic-resource-num>10.5555/abc.1</electronic-resource-num></record>
<record><rec-number>2</rec-number><ref-type name="Book">6</ref-type>
<contributors><authors><author>Smith, C.</author></authors></contributors>
<titles><title>Betaword handbook</title></titles><dates><year>2019</year></dates></record>
<record><rec-number>3</rec-number><ref-type name="Book Section">5</ref-type>
<titles><title>Gammaword networks</title></titles><dates><year>2018</year></dates></record>
<record><rec-number>4</rec-number><ref-type name="Thesis">32</ref-type>
<titles><title>Deltaword entry modes</title></titles><dates><year>2017</year></dates></record>
<record><rec-number>5</rec-number><ref-type name="Report">27</ref-type>
<titles><title>Epsilonword policy</title></titles><dates><year>2016</year></dates></record>
</records></xml>
"""

SAMPLES = {
    "ris": RIS,
    "bibtex": BIBTEX,
    "medline": MEDLINE,
    "scopus-csv": SCOPUS_CSV,
    "wos-text": WOS_TEXT,
    "wos-tab": WOS_TAB,
    "endnote-xml": ENDNOTE_XML,
    "csv": CSV,
}
WORDS = ("Alphaword", "Betaword", "Gammaword", "Deltaword", "Epsilonword")
