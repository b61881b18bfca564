"""Whether a reader has to be told that texts on a page are a machine's or out of date."""

from collections.abc import Iterable

from secon.kernel.enums import TranslationState
from secon.kernel.models import Text
from secon.partnership.domain.queries import ProjectView
from secon.web.domain.regions import Profile

TOLD = (TranslationState.MACHINE, TranslationState.STALE)


def marks(texts: Iterable[Text]) -> tuple[TranslationState, ...]:
    """The states among ``texts`` a page has to tell, each once. Originals have none."""
    states = {text.state for text in texts}
    return tuple(state for state in TOLD if state in states)


def of_project(project: ProjectView) -> tuple[TranslationState, ...]:
    """Of the project's aims, activities and their records; its title is a published one."""
    texts = [aim.text for aim in project.aims]
    for activity in project.activities:
        texts.append(activity.text)
        texts += [view.text for view in (*activity.done, *activity.announced)]
    return marks(texts)


def of_records(profile: Profile) -> tuple[TranslationState, ...]:
    """Of what happened in a region."""
    return marks(view.text for view in (*profile.done, *profile.announced))


def names_unchecked(names: Iterable[Text | None]) -> bool:
    """Whether one of the regions' names is a machine's."""
    return any(name is not None and name.state is TranslationState.MACHINE for name in names)
