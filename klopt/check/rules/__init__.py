"""The rules, one module per family. `klopt.check.registry.load` imports every module here; nothing lists
them.
"""
