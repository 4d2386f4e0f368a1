"""A derivative in one file, with what it needs of the user's modules.

`references` finds what a text reads of its module, `needed` follows that to definitions and
values, `values` writes these down, `module` puts all together.
"""
