"""The Department for Education's code lists that HR files carry (social work workforce census)."""

ETHNICITIES: dict[str, str] = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "Not stated, or refused",
    "NOBT": "Not yet obtained",
}
SEXES: dict[str, str] = {"F": "Female", "M": "Male"}
REGISTRATION_BODIES: dict[str, str] = {
    "SWE": "Social Work England",
    "HCPC": "Health and Care Professions Council",
    "NMC": "Nursing and Midwifery Council",
    "TRA": "Teaching Regulation Agency",
}
ORG_ROLES: dict[int, str] = {
    1: "Senior manager",
    2: "Middle manager",
    3: "First line manager",
    4: "Senior practitioner",
    5: "Case holder",
    6: "Qualified without cases",
}
START_ORIGINS: dict[int, str] = {
    1: "Newly qualified social worker",
    2: "Social worker in another local authority in England",
    3: "Social worker outside England",
    4: "Agency or consultancy in social work in England",
    5: "Other social work in England, outside local authorities",
    6: "Other social care in England",
    7: "Outside social care, outside England, no employment or a career break",
    8: "Other",
    9: "Not known",
    10: "Not yet collected",
}
LEAVING_REASONS: dict[int, str] = {
    1: "Resignation",
    2: "Voluntary redundancy",
    3: "Compulsory redundancy",
    4: "Dismissal",
    5: "Retirement",
    6: "Death",
    7: "Moved to other social work within the council",
    8: "Other",
    9: "Not known",
    10: "Not yet collected",
}
LEAVING_DESTINATIONS: dict[int, str] = {
    1: "Social worker in another local authority in England",
    2: "Social worker outside England",
    3: "Agency or consultancy in social work in England",
    4: "Other social work in England, outside local authorities",
    5: "Other social care in England",
    6: "Outside social care, outside England, no employment or a career break",
    7: "Other",
    8: "Not known",
    9: "Not yet collected",
}
