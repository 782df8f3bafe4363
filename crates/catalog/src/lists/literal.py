"""Prints the Python literal `providers = [...]` of a file as JSON.

The file is parsed, never run: calls become objects with their name under "call", so that a price
list that is shipped as a program can be read as data.
"""

import ast
import json
import sys


def plain(node):
    match node:
        case ast.Constant():
            return node.value if not isinstance(node.value, bytes) else None
        case ast.List() | ast.Tuple():
            return [plain(item) for item in node.elts]
        case ast.Dict():
            return {str(plain(key)): plain(value) for key, value in zip(node.keys, node.values)}
        case ast.Call():
            fields = {word.arg: plain(word.value) for word in node.keywords if word.arg}
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            return {"call": name, "of": [plain(item) for item in node.args], **fields}
    return None


for statement in ast.parse(open(sys.argv[1], encoding="utf-8").read()).body:
    if isinstance(statement, ast.AnnAssign) and statement.target.id == "providers":
        json.dump(plain(statement.value), sys.stdout)
