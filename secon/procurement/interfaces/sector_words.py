"""The words of ``data/suited_sectors.toml`` where translators find them; a test keeps them equal."""

from typing import Final

from django.utils.translation import gettext_noop

SECTOR_WORDS: Final = (
    gettext_noop("Cleaning of buildings"),
    gettext_noop(
        "Steady work with clear steps that can be learnt on the job: a usual field of work integration."
    ),
    gettext_noop("Streets, snow, beaches and graffiti"),
    gettext_noop("Local outdoor work in small teams, often done by work integration enterprises."),
    gettext_noop("Green areas"),
    gettext_noop(
        "Planting and upkeep of parks and gardens: outdoor work in supervised teams, in small lots."
    ),
    gettext_noop("Forest and landscape upkeep"),
    gettext_noop(
        "Planting, clearing and care of forest and countryside: supervised manual work in rural areas."
    ),
    gettext_noop("Nature reserves and botanical gardens"),
    gettext_noop(
        "Upkeep of nature and gardens that are open to the public, often run without profit."
    ),
    gettext_noop("Meals, canteens and catering"),
    gettext_noop(
        "Kitchens, canteens and cafés train and employ people who are far from the labour market."
    ),
    gettext_noop("Laundry and textiles"),
    gettext_noop("Washing, ironing and mending in steps that sheltered workshops are set up for."),
    gettext_noop("Repair of clothes, shoes, furniture and playgrounds"),
    gettext_noop("Repair keeps things in use and gives skilled manual work in workshops."),
    gettext_noop("Collection, sorting and re-use of waste"),
    gettext_noop(
        "Collection, sorting and re-use of household goods and textiles: the field of many re-use enterprises."
    ),
    gettext_noop("Caretakers, porters and reception"),
    gettext_noop(
        "Presence and light services in buildings, in steady shifts that suit supported jobs."
    ),
    gettext_noop("Help at home"),
    gettext_noop("Household help for older or disabled people, close to care."),
    gettext_noop("Social work and care"),
    gettext_noop(
        "Care, counselling, day care and shelter for people in need: the purpose of many social enterprises."
    ),
    gettext_noop("Residential care"),
    gettext_noop("Homes with care for older, ill or disabled people, often run without profit."),
    gettext_noop("Early and school education"),
    gettext_noop(
        "Nurseries, pre-school and support for pupils, often run by associations and cooperatives."
    ),
    gettext_noop("Training and courses for adults"),
    gettext_noop(
        "Training, language courses and guidance that help people into work and into society."
    ),
    gettext_noop("Placement and support of jobseekers"),
    gettext_noop(
        "Finding, training and accompanying jobseekers is the core task of work integration."
    ),
    gettext_noop("Printing, copying and binding"),
    gettext_noop("Print, finishing and binding are classic trades of sheltered workshops."),
    gettext_noop("Packing, mailing and sorting"),
    gettext_noop(
        "Packing, labelling and delivery can be split into simple steps: a usual workshop order."
    ),
    gettext_noop("Scanning, archiving and data entry"),
    gettext_noop(
        "Digitising files and entering data is desk work that suits many people with a disability."
    ),
    gettext_noop("Storage and handling"),
    gettext_noop("Storing, picking and moving goods gives entry jobs with training on the job."),
    gettext_noop("Transport of people who need help"),
    gettext_noop("Transport of pupils, older or disabled people with somebody who goes along."),
    gettext_noop("Sports grounds and holiday care of children"),
    gettext_noop(
        "Local grounds and play schemes, often run by associations together with the people who use them."
    ),
    gettext_noop("Equal opportunities and community services"),
    gettext_noop("Advice on equal opportunities and services to the community."),
)
