"""The partners of SECON, their regions and roles, phases and deadlines, who may edit what."""
