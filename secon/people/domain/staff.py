"""Wagtail's side of a role: one group per staff role, kept equal to the roles a person holds.

Groups open the editors' desk, editorial pages, images and documents. Records ask ``rules``.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from secon.people.enums import STAFF_ROLES, Role
from secon.people.models import User

WRITE = ("add_page",)  # and change or delete the own drafts; "change_page" opens everybody's
PUBLISH = (*WRITE, "change_page", "publish_page", "lock_page", "unlock_page")
FILES = ("add_image", "choose_image", "add_document", "choose_document")

# What each group may do with (pages, collections of files) besides entering the desk.
GROUPS: dict[Role, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Role.PARTNER_EDITOR: (WRITE, FILES),
    Role.LEAD_PARTNER: (PUBLISH, (*FILES, "change_image", "change_document")),
    Role.WEB_ADMIN: (
        (*PUBLISH, "bulk_delete_page"),
        (*FILES, "change_image", "change_document", "delete_image", "delete_document"),
    ),
    Role.REVIEWER: ((), ()),
}


def group_name(role: Role) -> str:
    """The name of the Wagtail group behind ``role``."""
    return f"secon: {role.value}"


def ensure_groups() -> dict[Role, Group]:
    """The groups with their permissions, made where absent. Run again and nothing changes."""
    return {role: _ensure(role, *allowed) for role, allowed in GROUPS.items()}


def sync_groups(user: User, roles: Iterable[Role]) -> None:
    """Make ``user`` a member of the groups of ``roles`` and of no other staff group."""
    wanted = STAFF_ROLES.intersection(roles)
    managed = {group_name(role): role for role in STAFF_ROLES}
    has = {managed[group.name]: group for group in user.groups.filter(name__in=managed)}
    if missing := wanted - has.keys():
        user.groups.add(*(_ensure(role, *GROUPS[role]) for role in missing))
    if surplus := has.keys() - wanted:
        user.groups.remove(*(has[role] for role in surplus))


def _ensure(role: Role, pages: tuple[str, ...], files: tuple[str, ...]) -> Group:
    group, _created = Group.objects.get_or_create(name=group_name(role))
    group.permissions.set(
        Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    if root := Page.get_first_root_node():
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=pages
        ):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    if shelf := Collection.get_first_root_node():
        for permission in Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=files
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=shelf, permission=permission
            )
    return group
